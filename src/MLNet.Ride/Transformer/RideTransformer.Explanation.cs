using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Images;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <content>Why an image is given a class.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// Shows where in an image the evidence for a class is, by Grad-CAM (Selvaraju et al., ICCV 2017), for each expert used and for their mean. One view of the
    /// image is explained, also with test-time augmentation. Thread-safe.
    /// </summary>
    /// <param name="encodedImage">The bytes of an image file: PNG, JPEG, ….</param>
    /// <param name="className">Name of the class; <see langword="null"/> for the most probable one.</param>
    /// <returns>The heat maps.</returns>
    /// <exception cref="ArgumentException">There is no such class.</exception>
    /// <exception cref="InvalidDataException">The bytes are not an image.</exception>
    /// <exception cref="InvalidOperationException">The model was trained on feature vectors, or on images or pixels that other steps of its pipeline made.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public ImageExplanation Explain(byte[] encodedImage, string? className = null)
    {
        ArgumentNullException.ThrowIfNull(encodedImage);
        CheckTrainedOnFiles();
        byte[] pixels = PendingImage.Pixels([PendingImage.OfBytes(encodedImage, 0, Decoder)], ImageFormat.Of(_card.Network))[0];
        return ExplainSquare(pixels, className is null ? null : IndexOf(className));
    }

    /// <summary>Explains the class of an image of the network's input size.</summary>
    internal ImageExplanation ExplainSquare(byte[] pixels, int? label)
    {
        // With offsets, the most probable class may be another than that of the largest logit.
        int? explained = label ?? (ClassOffsets is null ? null : MostProbable(pixels));
        HeatMaps maps = Use(() => _scorer.Explain(pixels, explained));
        Adjust(maps.Probabilities);
        return new(
            new(ClassNames[maps.Label], (uint)maps.Label + 1, maps.Probabilities[maps.Label]), _card.Network.ImageSize, pixels, maps.Experts, maps.Mean);
    }

    private int MostProbable(byte[] pixels)
    {
        float[] probabilities = Use(() => _scorer.Score([pixels], TestTimeAugmentation.None)).Probabilities;
        Adjust(probabilities);
        return Math.Max(0, ScoreOrder.Best(probabilities));
    }

    /// <exception cref="ArgumentException">There is no such class.</exception>
    internal int IndexOf(string className)
    {
        int index = ClassNames.ToList().IndexOf(className);
        return index >= 0 ? index : throw new ArgumentException(
            $"The model has no class '{className}'. Its classes are: {string.Join(", ", ClassNames.Take(10))}{(ClassCount > 10 ? ", …" : string.Empty)}.", nameof(className));
    }
}
