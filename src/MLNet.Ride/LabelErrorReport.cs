namespace MLNet.Ride;

/// <summary>Probable label errors. Created by <c>mlContext.Data.FindLabelErrors(…)</c>.</summary>
/// <param name="ImageCount">Number of images with a label that can be read.</param>
/// <param name="Errors">The probable errors, the clearest first.</param>
/// <param name="Unreadable">Images that were skipped because they cannot be read.</param>
/// <param name="SmallClasses">Classes with too few images to judge them (<see cref="LabelErrorOptions.LeastImages"/>).</param>
/// <param name="Typical">For each class, its images that are surely of it, the surest first; at most three.</param>
public sealed record LabelErrorReport(
    int ImageCount,
    IReadOnlyList<LabelError> Errors,
    IReadOnlyList<UnreadableImage> Unreadable,
    IReadOnlyList<string> SmallClasses,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Typical);

/// <summary>An image whose label is probably wrong.</summary>
/// <param name="Row">Number of its row, from 1.</param>
/// <param name="ImagePath">Path of its file.</param>
/// <param name="Label">Its label.</param>
/// <param name="Suggested">The class that it probably belongs to.</param>
/// <param name="LabelProbability">Probability of the label, by a classifier that has not seen the image.</param>
/// <param name="SuggestedProbability">Probability of the suggested class.</param>
public sealed record LabelError(int Row, string ImagePath, string Label, string Suggested, double LabelProbability, double SuggestedProbability);
