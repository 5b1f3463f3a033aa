using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training;

/// <summary>Accuracy on validation images, overall and by the number of training images of the classes.</summary>
/// <param name="Overall">Share of the images that are classified correctly.</param>
/// <param name="Many">Mean recall of the classes with more than 100 training images; <see langword="null"/> where no image is of one.</param>
/// <param name="Medium">That of the classes with 20 to 100; <see langword="null"/> where no image is of one.</param>
/// <param name="Few">That of the classes with fewer than 20; <see langword="null"/> where no image is of one.</param>
public sealed record ValidationAccuracy(double Overall, double? Many, double? Medium, double? Few)
{
    /// <summary>Mean of the buckets that there are.</summary>
    [JsonIgnore]
    public double MeanOfBuckets => new[] { Many, Medium, Few }.OfType<double>().Average();

    internal double By(ValidationMetric metric) => metric == ValidationMetric.Overall ? Overall : MeanOfBuckets;

    /// <param name="trainingCounts">Training images of each class.</param>
    /// <param name="images">Validation images of each class, at least one in all.</param>
    /// <param name="correct">How many of them are classified correctly.</param>
    internal static ValidationAccuracy Of(IReadOnlyList<int> trainingCounts, IReadOnlyList<int> images, IReadOnlyList<int> correct)
    {
        return new(
            (double)correct.Sum() / images.Sum(),
            Bucket(ShotBounds.Default.IsMany),
            Bucket(ShotBounds.Default.IsMedium),
            Bucket(ShotBounds.Default.IsFew));

        double? Bucket(Func<int, bool> holds)
        {
            double[] recalls = [.. Enumerable.Range(0, images.Count).Where(c => images[c] > 0 && holds(trainingCounts[c])).Select(c => (double)correct[c] / images[c])];
            return recalls.Length == 0 ? null : recalls.Average();
        }
    }
}
