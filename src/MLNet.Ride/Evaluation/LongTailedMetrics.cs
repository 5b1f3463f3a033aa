using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Evaluation;

/// <summary>
/// Metrics of a classifier overall and for classes with many, a medium number of, and few training images. Classes without examples are
/// excluded from all means and counted in <see cref="ClassesWithoutExamples"/>.
/// </summary>
public sealed record LongTailedMetrics
{
    /// <summary>All classes. Its accuracy is the fraction of examples classified correctly.</summary>
    public required BucketMetrics Overall { get; init; }

    /// <summary>
    /// Classes with more than <see cref="ShotBounds.ManyAbove"/> training images, or <see langword="null"/> if there are no examples of
    /// such classes.
    /// </summary>
    public BucketMetrics? Many { get; init; }

    /// <summary>Classes with <see cref="ShotBounds.FewBelow"/> to <see cref="ShotBounds.ManyAbove"/> training images, or <see langword="null"/>.</summary>
    public BucketMetrics? Medium { get; init; }

    /// <summary>Classes with fewer than <see cref="ShotBounds.FewBelow"/> training images, or <see langword="null"/>.</summary>
    public BucketMetrics? Few { get; init; }

    /// <summary>Fraction of examples classified correctly, 0 to 1: the accuracy of <see cref="Overall"/>.</summary>
    [JsonIgnore]
    public double MicroAccuracy => Overall.Accuracy;

    /// <summary>Mean of the classes' recalls (balanced accuracy), 0 to 1.</summary>
    public required double MacroAccuracy { get; init; }

    /// <summary>Mean of the classes' precisions, 0 to 1.</summary>
    public required double MacroPrecision { get; init; }

    /// <summary>Mean of the classes' F1, 0 to 1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Geometric mean of the classes' recalls, 0 to 1; 0 if a class has a recall of 0.</summary>
    public required double GeometricMeanOfRecalls { get; init; }

    /// <summary>Harmonic mean of the accuracies of the buckets that have examples, 0 to 1; 0 if one of them is 0.</summary>
    public required double HarmonicMeanOfBuckets { get; init; }

    /// <summary>
    /// At index k − 1, the fraction of examples whose class is among the k highest scores, for k from 1 to the option's value. Ties are
    /// resolved in class order.
    /// </summary>
    public required IReadOnlyList<double> TopKAccuracy { get; init; }

    /// <summary>Log-loss and calibration error, or <see langword="null"/> if the scores are not probabilities in every row.</summary>
    public CalibrationMetrics? Calibration { get; init; }

    /// <summary>Every class in key order.</summary>
    public required IReadOnlyList<ClassMetrics> Classes { get; init; }

    /// <summary>Which classes are mistaken for which.</summary>
    public required LabeledConfusionMatrix Confusion { get; init; }

    /// <summary>Number of classes that have no examples.</summary>
    public required int ClassesWithoutExamples { get; init; }

    /// <summary>
    /// Classes of the data that the model does not know, most examples first. Their examples are excluded from all other metrics. They are known by name
    /// if the data contains the label from before <c>MapValueToKey</c>, as the output of a pipeline does.
    /// </summary>
    public IReadOnlyList<UnknownClass> UnknownClasses { get; init; } = [];

    /// <summary>Number of examples without a label; excluded from all other metrics.</summary>
    public long ExamplesWithoutLabel { get; init; }

    /// <summary>Which examples are excluded and why, in sentences; <see langword="null"/> if all were evaluated.</summary>
    [JsonIgnore]
    public string? Exclusions => UnknownClassList.Describe(this);

    /// <summary>Bounds of the many-, medium-, and few-shot buckets.</summary>
    public required ShotBounds Bounds { get; init; }

    /// <summary>
    /// Formats the metrics of all buckets as a Markdown table with one row; use <see cref="LongTailedReport"/> to compare several methods.
    /// </summary>
    /// <param name="method">Name of the row.</param>
    /// <returns>The table.</returns>
    public string ToMarkdown(string method = "model") => new LongTailedReport([new(method, this)]).ToMarkdown();
}
