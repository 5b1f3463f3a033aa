namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>A stage of a run, created when the previous stages are done.</summary>
/// <param name="Name">Its name, in progress and in checkpoints.</param>
/// <param name="Begin">
/// Creates the stage from the results of the previous stages; returns null if nothing is left to train in epochs.
/// </param>
/// <param name="Skip">
/// Called instead of <paramref name="Begin"/> if the run resumes in a later stage: adds the parts that later stages expect, to receive the
/// weights of the checkpoint. Null if there are none.
/// </param>
internal sealed record PlannedStage(string Name, Func<ITrainingStage?> Begin, Action? Skip = null);
