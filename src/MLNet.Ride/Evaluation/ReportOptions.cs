using Microsoft.ML;

namespace MLNet.Ride.Evaluation;

/// <summary>Optional parts of a report. Parts that are not set are omitted.</summary>
public sealed class ReportOptions
{
    /// <summary>Heading of the report.</summary>
    /// <value>The default value is <c>Long-tailed evaluation</c>.</value>
    public string Title { get; set; } = "Long-tailed evaluation";

    /// <summary>Name of the evaluated method.</summary>
    /// <value>The default value is <c>model</c>.</value>
    public string Name { get; set; } = "model";

    /// <summary>Metrics of a method to compare with, with the same classes and bucket bounds; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public LongTailedMetrics? Baseline { get; set; }

    /// <summary>Name of the baseline; must differ from <see cref="Name"/>.</summary>
    /// <value>The default value is <c>baseline</c>.</value>
    public string BaselineName { get; set; } = "baseline";

    /// <summary>The training history: the object used as the trainer's <c>Progress</c>; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public TrainingHistory? Training { get; set; }

    /// <summary>
    /// Mistakes to show, as returned by <see cref="RideReportingCatalog.WorstMistakes"/>; <see langword="null"/> for none.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<Mistake>? Mistakes { get; set; }

    /// <summary>How well the model tells images of no known class (<see cref="RideEvaluationCatalog.EvaluateNovelty"/>); <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public NoveltyMetrics? Novelty { get; set; }

    /// <summary>Accuracy against cost by routing threshold (<see cref="RideEvaluationCatalog.EvaluateRouting"/>); <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<RoutingPoint>? Routing { get; set; }

    /// <summary>
    /// Bias and variance of the method over several models (<see cref="RideEvaluationCatalog.BiasVariance(MulticlassClassificationCatalog, IReadOnlyList{ITransformer}, IDataView, LongTailedEvaluationOptions?)"/>);
    /// <see langword="null"/> for none.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public BiasVarianceMetrics? BiasVariance { get; set; }

    /// <summary>
    /// The evaluated model, a <see cref="RideTransformer"/> or a pipeline that contains one, whose options of training and scoring are shown;
    /// <see langword="null"/> for none.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ITransformer? Model { get; set; }
}
