namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>A stage of a run, which is made when those before it are done.</summary>
/// <param name="Name">Its name, in progress and in checkpoints.</param>
/// <param name="Begin">Makes the stage from what those before it left; null where that was all, and nothing is learned in epochs.</param>
/// <param name="Skip">
/// Called in place of <paramref name="Begin"/> where the run resumes in a later stage: gives networks the parts that later stages expect, for weights
/// that the checkpoint holds. Null where there are none.
/// </param>
internal sealed record PlannedStage(string Name, Func<ITrainingStage?> Begin, Action? Skip = null);
