using System.Text.Json;

namespace MLNet.Ride.Torch.Tests.Reference;

/// <summary>
/// Operations, magnitudes and tables of torchvision's AutoAugment and RandAugment: small images, and what each operation made of them through
/// PIL (nearest neighbor, fill 128).
/// </summary>
internal static class PolicyFigure
{
    private static readonly JsonElement File = Figure.Load("augmentation_policies.json");

    public static JsonElement Part(string part) => File.GetProperty(part);

    public static IEnumerable<JsonElement> Operations(string name)
        => Part("operations").EnumerateArray().Where(@case => NameOf(@case) == name);

    /// <summary>Our name of an operation that torchvision calls "ShearX".</summary>
    public static string NameOf(JsonElement element) => Name(element.GetProperty("operation").GetString()!);

    public static string Name(string torchvision) => JsonNamingPolicy.KebabCaseLower.ConvertName(torchvision);

    /// <summary>The pixels that a case starts from, and the image's size.</summary>
    public static (byte[] Pixels, int Size) Image(JsonElement @case)
    {
        JsonElement image = Part("images")[@case.Int("image")];
        return (image.GetProperty("pixels").GetBytesFromBase64(), image.Int("width"));
    }
}
