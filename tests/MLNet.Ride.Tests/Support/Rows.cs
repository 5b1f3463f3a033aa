using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Ride.Tests.Support;

internal sealed class EncodedRow
{
    public string Label { get; set; } = string.Empty;

    public byte[] Image { get; set; } = [];
}

internal sealed class PixelRow
{
    public string Label { get; set; } = string.Empty;

    [VectorType(3 * TinyRide.ImageSize * TinyRide.ImageSize)]
    public byte[] Image { get; set; } = [];

    public static IEnumerable<PixelRow> Draw(int perClass)
        => Enumerable.Range(0, 3 * perClass).Select(i => new PixelRow { Label = Names[i % 3], Image = DrawnImages.Planes(i % 3, i) });

    public static IReadOnlyList<string> Names { get; } = ["red", "green", "blue"];
}

internal sealed class SingleRow
{
    public string Label { get; set; } = string.Empty;

    [VectorType(3 * TinyRide.ImageSize * TinyRide.ImageSize)]
    public float[] Image { get; set; } = [];
}

internal sealed class ImageObjectRow
{
    public string Label { get; set; } = string.Empty;

    [ImageType(TinyRide.ImageSize, TinyRide.ImageSize)]
    public MLImage? Image { get; set; }
}

internal sealed class PredictionRow
{
    public string PredictedLabel { get; set; } = string.Empty;

    public float[] Score { get; set; } = [];

    public int ExpertsUsed { get; set; }
}

/// <summary>The predicted label as the key that the trainer gives.</summary>
internal sealed class KeyedPredictionRow
{
    public uint PredictedLabel { get; set; }

    public float[] Score { get; set; } = [];

    public int ExpertsUsed { get; set; }
}
