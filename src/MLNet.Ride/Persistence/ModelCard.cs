using System.Text.Json;
using MLNet.Ride.Calibration;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Persistence;

/// <summary>Everything in a model file besides the weights.</summary>
/// <param name="Columns">Names of the columns read and written.</param>
/// <param name="ClassNames">Names of the label's keys, if they have any.</param>
/// <param name="Network">Architecture of the network.</param>
/// <param name="ScoringBatchSize">Images scored at once.</param>
/// <param name="TrainingOptions">The training options, for the record.</param>
internal sealed record ModelCard(
    ColumnNames Columns, ClassNames? ClassNames, ModelDescription Network, int ScoringBatchSize, JsonElement TrainingOptions)
{
    public const int LargestScoringBatchSize = 65536;

    /// <summary>Temperature by which the logits are divided before the softmax; 1 if the model is not calibrated.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Offset of each class, added to the logits after the division; null if there are none.</summary>
    public IReadOnlyList<double>? ClassOffsets { get; init; }

    /// <summary>Views of an image that scoring averages.</summary>
    public TestTimeAugmentation TestTimeAugmentation { get; init; }

    /// <summary>When an image counts as one of a known class; null if novelty is not measured.</summary>
    public NoveltyRule? Novelty { get; init; }

    /// <summary>Form of the images that the model was trained on; null if it is not recorded.</summary>
    public FeatureForm? FeatureForm { get; init; }

    /// <summary>How image files are decoded for scoring.</summary>
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>The teacher's number of virtual examples of each class; null if there was no such teacher.</summary>
    public IReadOnlyList<double>? VirtualExamples { get; init; }

    /// <summary>Whether a class may have this offset.</summary>
    public static bool IsOffset(double offset) => Math.Abs(offset) <= TemperatureScaling.LargestOffset;
}
