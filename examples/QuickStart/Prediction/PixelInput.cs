using Microsoft.ML.Data;

namespace QuickStart.Prediction;

/// <summary>The pixels of an image, for models trained on CIFAR files.</summary>
internal sealed class PixelInput
{
    [VectorType(PlanarPixels.Length)]
    public byte[] Image { get; set; } = [];

    public string Label { get; set; } = "";
}
