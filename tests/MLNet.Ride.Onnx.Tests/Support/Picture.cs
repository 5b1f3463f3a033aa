using Microsoft.ML.Data;

namespace MLNet.Ride.Onnx.Tests.Support;

/// <summary>A noisy picture in the colour of its class, as red, green and blue planes.</summary>
internal sealed class Picture
{
    public const int Size = 8;

    private static readonly string[] s_names = ["red", "green", "blue"];

    public string Label { get; set; } = "";

    [VectorType(3 * Size * Size)]
    public byte[] Image { get; set; } = [];

    public static List<Picture> Draw(int count) => [.. Enumerable.Range(0, count).Select(DrawOne)];

    private static Picture DrawOne(int number)
    {
        var random = new Random(number);
        int label = number % s_names.Length;
        byte[] pixels = new byte[3 * Size * Size];
        random.NextBytes(pixels);
        pixels.AsSpan(label * Size * Size, Size * Size).Fill(230);
        return new() { Label = s_names[label], Image = pixels };
    }
}
