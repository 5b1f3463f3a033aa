using System.Text.Json;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Persistence;

/// <summary>All that a model file says besides the weights.</summary>
/// <param name="Columns">Names of the columns read and written.</param>
/// <param name="ClassNames">What the label's keys stand for, if they stand for anything.</param>
/// <param name="Network">Architecture of the network.</param>
/// <param name="ScoringBatchSize">Images scored at once.</param>
/// <param name="TrainingOptions">The options it was trained with, for the record.</param>
internal sealed record ModelCard(
    ColumnNames Columns, ClassNames? ClassNames, ModelDescription Network, int ScoringBatchSize, JsonElement TrainingOptions)
{
    public const int LargestScoringBatchSize = 65536;

    /// <summary>What the logits are divided by before the softmax; 1 where the model is not calibrated.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>How image files are decoded before they are scored.</summary>
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>Number of virtual examples of each class that the teacher of the training saw; null where there was no such teacher.</summary>
    public IReadOnlyList<double>? VirtualExamples { get; init; }
}
