using System.Buffers;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>Scores images with a trained model. Thread-safe.</summary>
public sealed class RideScorer : IDisposable
{
    private readonly RideModel _model;
    private readonly PixelNormalizer _normalizer;

    /// <summary>Moves a model to a device, switches it to evaluation mode, and takes ownership of it.</summary>
    /// <param name="model">The trained model; the scorer disposes it.</param>
    /// <param name="device">Device to compute on; see <see cref="TorchRuntime.SelectDevice"/>.</param>
    public RideScorer(RideModel model, Device device)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(device);
        _model = model;
        Device = device;
        _normalizer = new PixelNormalizer(model.Description.Mean, model.Description.StandardDeviation);
        model.To(device);
        model.Evaluate();
        model.Network.FoldBatchNorm();
    }

    /// <summary>Architecture, classes, and normalization of the model.</summary>
    public ModelDescription Description => _model.Description;

    /// <summary>Device of the model.</summary>
    public Device Device { get; }

    /// <summary>Scores one batch of images.</summary>
    /// <param name="images">
    /// At least one image of ModelDescription.ImageSize: rows from the top, pixels from the left, red, green, blue, 8 bits each (HWC). With
    /// five crops, the crops of an image (<see cref="RgbImage.ToFiveCrops"/>) follow each other.
    /// </param>
    /// <param name="augmentation">Views of each image to average. Mirror images are made here.</param>
    /// <returns>Probabilities and numbers of experts used, in the order of the images; all views of an image use the same experts.</returns>
    /// <exception cref="ArgumentException">
    /// There are no images, or one has another size; or the model has no five crops, or they are incomplete.
    /// </exception>
    public ScoredImages Score(IReadOnlyList<byte[]> images, TestTimeAugmentation augmentation = TestTimeAugmentation.None)
    {
        ArgumentNullException.ThrowIfNull(images);
        ImageViews.Check(augmentation, Description);
        if (images.Count == 0)
        {
            throw new ArgumentException("There are no images to score.", nameof(images));
        }

        if (images.Count % augmentation.Crops() > 0)
        {
            throw new ArgumentException($"{augmentation} needs {augmentation.Crops()} crops of each image, but there are {images.Count} in all.", nameof(images));
        }

        float[] pixels = ArrayPool<float>.Shared.Rent(LengthOf(images, augmentation.Flips()));
        try
        {
            return Score(Normalized(images, augmentation.Flips(), pixels), augmentation.Count());
        }
        finally
        {
            ArrayPool<float>.Shared.Return(pixels);
        }
    }

    /// <summary>Scores one batch of feature vectors, with a network on vectors.</summary>
    /// <param name="vectors">At least one vector of <see cref="VectorInput.Length"/> values.</param>
    /// <returns>Probabilities and numbers of experts used, in the order of the vectors.</returns>
    /// <exception cref="ArgumentException">There are no vectors, or one has another length.</exception>
    public ScoredImages ScoreVectors(IReadOnlyList<float[]> vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        int length = Description.Vectors?.Length ?? throw new InvalidOperationException("The network is of images, not of vectors.");
        if (vectors.Count == 0 || vectors.Any(vector => vector.Length != length))
        {
            throw new ArgumentException(
                $"There must be at least one vector of {length} values, but there are {string.Join(", ", vectors.Select(vector => vector.Length).Distinct())}.", nameof(vectors));
        }

        return Score(new ImageBatch((float[])[.. vectors.SelectMany(vector => vector)], vectors.Count, InputShape.Vector(length)), views: 1);
    }

    /// <summary>Shows where the evidence for a class is in an image of the network's input size.</summary>
    /// <exception cref="ArgumentException">The image has another size.</exception>
    internal HeatMaps Explain(byte[] image, int? label)
    {
        using DisposeScope scope = NewDisposeScope();
        var pixels = new float[LengthOf([image], flips: false)];
        return GradCam.Of(_model, Normalized([image], flips: false, pixels).Images(Device), label);
    }

    private ScoredImages Score(ImageBatch batch, int views)
    {
        using IDisposable inference = inference_mode();
        using DisposeScope scope = NewDisposeScope();
        RoutedLogits result = RoutedInference.Run(_model, batch.Images(Device), views);
        float[] probabilities = result.Logits.softmax(1).cpu().data<float>().ToArray();
        return new ScoredImages(probabilities, result.ReadExpertsUsed())
        {
            Novelty = _model.Novelty?.Of(result.Logits, result.Features).cpu().data<float>().ToArray(),
        };
    }

    /// <summary>Disposes the model.</summary>
    public void Dispose() => _model.Dispose();

    private int LengthOf(IReadOnlyList<byte[]> images, bool flips) => checked(images.Count * (flips ? 2 : 1) * ImagePixels.Length(Description.ImageSize));

    // Each image is followed by its mirror image, if there is one.
    private ImageBatch Normalized(IReadOnlyList<byte[]> images, bool flips, float[] pixels)
    {
        int length = ImagePixels.Length(Description.ImageSize);
        int views = flips ? 2 : 1;
        foreach (byte[] image in images)
        {
            ImagePixels.CheckLength(image, Description.ImageSize, nameof(images));
        }

        CpuLayers.OnThreads(images.Count, i =>
        {
            _normalizer.WriteImage(images[i], pixels.AsSpan(i * views * length, length));
            if (flips)
            {
                _normalizer.WriteMirrored(images[i], Description.ImageSize, pixels.AsSpan(((i * views) + 1) * length, length));
            }
        });

        return new ImageBatch(pixels, images.Count * views, InputShape.Image(Description.ImageSize));
    }
}
