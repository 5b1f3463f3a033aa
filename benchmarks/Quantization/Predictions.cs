using System.Globalization;

namespace Quantization;

/// <summary>Predicted classes, the mean number of experts used, and the speed.</summary>
internal sealed record Predictions(int[] Classes, double? ExpertsUsed, double ImagesPerSecond)
{
    private const int Many = 100;
    private const int Few = 20;

    /// <summary>Accuracy in % of many-, medium-, and few-shot classes and of all images, speed, and experts used, as cells of a table.</summary>
    public string Row(int[] labels, IReadOnlyList<int> trainingCounts)
    {
        double Accuracy(Func<int, bool> counts)
        {
            int[] rows = [.. Enumerable.Range(0, labels.Length).Where(i => counts(trainingCounts[labels[i]]))];
            return 100.0 * rows.Count(i => Classes[i] == labels[i]) / rows.Length;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Accuracy(n => n > Many):F1} | {Accuracy(n => n is >= Few and <= Many):F1} | {Accuracy(n => n < Few):F1} | {Accuracy(_ => true):F1} | {ImagesPerSecond:F1} | {ExpertsUsed:F2}");
    }
}
