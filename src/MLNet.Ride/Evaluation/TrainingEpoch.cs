using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Evaluation;

/// <summary>An epoch of training.</summary>
/// <param name="Stage">Name of its stage: <c>teacher</c>, <c>experts</c>, <c>routing</c>, ….</param>
/// <param name="Epoch">Its number within the stage, from 1.</param>
/// <param name="Loss">Mean loss, or <see langword="null"/> if it was not finite.</param>
/// <param name="LearningRate">Learning rate.</param>
/// <param name="Validation">Accuracy on the validation images after it, or <see langword="null"/> without validation.</param>
public sealed record TrainingEpoch(
    [property: JsonRequired] string Stage,
    [property: JsonRequired] int Epoch,
    double? Loss,
    [property: JsonRequired] double LearningRate,
    ValidationAccuracy? Validation);
