namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the learning rate schedules of the library, for <see cref="OptimizerOptions.Schedule"/>.</summary>
public static class LearningRateSchedules
{
    /// <summary>The rate is multiplied by gamma after each milestone (<see cref="OptimizerOptions.Steps"/>).</summary>
    public const string Steps = "steps";

    /// <summary>Half a cosine, to 0 over the epochs after the warm-up.</summary>
    public const string Cosine = "cosine";
}
