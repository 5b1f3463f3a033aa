using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training;

/// <summary>Accuracy on validation images, overall and by the number of training images of the classes.</summary>
/// <param name="Overall">Fraction of images classified correctly.</param>
/// <param name="Many">
/// Mean recall of the classes with more than 100 training images; <see langword="null"/> if there are no images of these classes.
/// </param>
/// <param name="Medium">Mean recall of the classes with 20 to 100 training images, or <see langword="null"/>.</param>
/// <param name="Few">Mean recall of the classes with fewer than 20 training images, or <see langword="null"/>.</param>
public sealed record ValidationAccuracy(double Overall, double? Many, double? Medium, double? Few)
{
    /// <summary>Mean over the buckets with images.</summary>
    [JsonIgnore]
    public double MeanOfBuckets => new[] { Many, Medium, Few }.OfType<double>().Average();

    internal double By(ValidationMetric metric) => metric == ValidationMetric.Overall ? Overall : MeanOfBuckets;

    /// <param name="trainingCounts">Training images of each class.</param>
    /// <param name="images">Validation images of each class, at least one in total.</param>
    /// <param name="correct">Number of them that are classified correctly.</param>
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
