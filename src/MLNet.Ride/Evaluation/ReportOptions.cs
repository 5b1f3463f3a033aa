using Microsoft.ML;

namespace MLNet.Ride.Evaluation;

/// <summary>What a report shows besides the figures of one evaluation. A part that nothing is given for is absent from the report.</summary>
public sealed class ReportOptions
{
    /// <summary>Heading of the report.</summary>
    /// <value>The default value is <c>Long-tailed evaluation</c>.</value>
    public string Title { get; set; } = "Long-tailed evaluation";

    /// <summary>What the evaluated method is called.</summary>
    /// <value>The default value is <c>model</c>.</value>
    public string Name { get; set; } = "model";

    /// <summary>Figures of a method to compare with, of the same classes and bounds of the buckets; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public LongTailedMetrics? Baseline { get; set; }

    /// <summary>What the baseline is called; another name than <see cref="Name"/>.</summary>
    /// <value>The default value is <c>baseline</c>.</value>
    public string BaselineName { get; set; } = "baseline";

    /// <summary>The course of training: what was the trainer's <c>Progress</c>; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public TrainingHistory? Training { get; set; }

    /// <summary>Mistakes to show, as <see cref="RideReportingCatalog.WorstMistakes"/> finds them; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<Mistake>? Mistakes { get; set; }

    /// <summary>The evaluated model, a <see cref="RideTransformer"/> or a pipeline that holds one, whose training options are shown; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ITransformer? Model { get; set; }
}
