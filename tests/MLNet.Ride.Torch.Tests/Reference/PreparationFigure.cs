using System.Text.Json;

namespace MLNet.Ride.Torch.Tests.Reference;

/// <summary>Small images and what torchvision made of them, through PIL: figures with the parameters in them.</summary>
internal static class PreparationFigure
{
    private static readonly JsonElement File = Figure.Load("image_preparation.json");

    public static TheoryData<int> Cases(string part) => [.. Enumerable.Range(0, File.GetProperty(part).GetArrayLength())];

    public static JsonElement Case(string part, int number) => File.GetProperty(part)[number];

    /// <summary>All cases, at least one.</summary>
    public static IReadOnlyList<JsonElement> All(string part)
    {
        JsonElement[] all = [.. File.GetProperty(part).EnumerateArray()];
        Assert.NotEmpty(all);
        return all;
    }

    /// <summary>The image that a case starts from.</summary>
    public static (byte[] Pixels, int Width, int Height) Image(JsonElement @case)
    {
        JsonElement image = Case("images", @case.Int("image"));
        return (Pixels(image), image.Int("width"), image.Int("height"));
    }

    public static byte[] Pixels(JsonElement @case) => @case.GetProperty("pixels").GetBytesFromBase64();
}
