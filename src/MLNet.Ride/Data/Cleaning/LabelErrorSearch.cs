using MLNet.Ride.Calibration;
using MLNet.Ride.Torch.Methods.LabelErrors;
using static TorchSharp.torch;

namespace MLNet.Ride.Data.Cleaning;

/// <summary>Searches label errors among images with features.</summary>
internal static class LabelErrorSearch
{
    private const int MostTypical = 3;

    /// <param name="files">The images.</param>
    /// <param name="features">Their features [n, F].</param>
    /// <param name="unreadable">Files that cannot be read.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Stops between folds.</param>
    public static LabelErrorReport Run(
        LabeledFiles files, Tensor features, IReadOnlyList<UnreadableImage> unreadable, LabelErrorOptions options, CancellationToken cancellationToken)
    {
        int[] labels = files.Labels;
        int[] counts = [.. Enumerable.Range(0, files.Classes.Length).Select(c => labels.Count(label => label == c))];
        float[][] probabilities = HeldOutProbabilities.Of(features, labels, Folds(labels, options), counts.Length, cancellationToken);
        Calibrate(probabilities, labels);
        IReadOnlyList<(int Image, int Suggested)> suspects = ConfidentLearning.Suspects(probabilities, labels, counts.Length, options.LeastImages);
        HashSet<int> suspected = [.. suspects.Select(suspect => suspect.Image)];
        return new(
            labels.Length,
            [.. suspects.Select(suspect => new LabelError(
                files.RowNumbers[suspect.Image], files.Paths[suspect.Image], files.Classes[labels[suspect.Image]], files.Classes[suspect.Suggested],
                probabilities[suspect.Image][labels[suspect.Image]], probabilities[suspect.Image][suspect.Suggested]))],
            unreadable,
            [.. files.Classes.Where((_, c) => counts[c] < options.LeastImages)],
            Enumerable.Range(0, labels.Length).Where(image => !suspected.Contains(image)).GroupBy(image => labels[image]).ToDictionary(
                ofClass => files.Classes[ofClass.Key],
                IReadOnlyList<string> (ofClass) => [.. ofClass.OrderByDescending(image => probabilities[image][ofClass.Key]).Take(MostTypical).Select(image => files.Paths[image])],
                StringComparer.Ordinal));
    }

    // The images of each class are spread over the folds, beginning where those of the class before ended.
    private static int[] Folds(int[] labels, LabelErrorOptions options)
    {
        var random = new Random(options.Seed);
        var folds = new int[labels.Length];
        int next = 0;
        foreach (IGrouping<int, int> ofClass in Enumerable.Range(0, labels.Length).GroupBy(image => labels[image]).OrderBy(group => group.Key))
        {
            int[] images = [.. ofClass];
            random.Shuffle(images);
            Array.ForEach(images, image => folds[image] = next++ % options.Folds);
        }

        return folds;
    }

    private static void Calibrate(float[][] probabilities, int[] labels)
    {
        double temperature = TemperatureFit.Fit(probabilities, labels, TemperatureScaling.LeastTemperature, TemperatureScaling.LargestTemperature);
        Array.ForEach(probabilities, p => TemperatureScaling.Apply(p, temperature));
    }
}
