using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Onnx;

/// <summary>Measures the ranges of a network's values on images, for an export with 8 bits.</summary>
internal static class Calibration
{
    private const int BatchSize = 32;

    /// <exception cref="ArgumentException">There are no images, one has another size, or the network takes feature vectors.</exception>
    public static void Check(IReadOnlyList<byte[]> images, ModelDescription model)
    {
        const string name = nameof(OnnxExportOptions.CalibrationImages);
        if (model.Vectors is not null)
        {
            throw new ArgumentException($"The network takes feature vectors and has no convolutions to quantize: set {name} to null.", name);
        }

        if (images.Count == 0)
        {
            throw new ArgumentException($"{name} is empty: quantization needs some hundred images, such as training images.", name);
        }

        foreach (byte[] image in images)
        {
            ImagePixels.CheckLength(image, model.ImageSize, name);
        }
    }

    /// <summary>A copy of a model that knows the ranges of its values in all experts.</summary>
    public static RideModel Measured(RideModel model, IReadOnlyList<byte[]> images)
    {
        RideModel copy = model.Copy();
        try
        {
            Measure(copy, images);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static void Measure(RideModel model, IReadOnlyList<byte[]> images)
    {
        model.Network.MeasureRanges();
        var normalizer = new PixelNormalizer(model.Description.Mean, model.Description.StandardDeviation);
        var shape = InputShape.Image(model.Description.ImageSize);
        foreach (byte[][] batch in images.Chunk(BatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            var pixels = new float[batch.Length * shape.Length];
            for (int i = 0; i < batch.Length; i++)
            {
                normalizer.WriteImage(batch[i], pixels.AsSpan(i * shape.Length, shape.Length));
            }

            _ = model.Network.Experts(new ImageBatch(pixels, batch.Length, shape).Images(model.Device));
        }
    }
}
