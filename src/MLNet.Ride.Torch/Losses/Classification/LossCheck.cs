using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Checks that the options of a loss, whose values are in range, are compatible.</summary>
internal static class LossCheck
{
    /// <exception cref="ArgumentException">The loss is unknown, or a setting is incompatible with it.</exception>
    public static void Check(LossOptions options, int expertCount)
    {
        LossRegistry.CheckExperts(options.Classification, expertCount, nameof(RideOptions.ExpertCount));
        if (LossRegistry.Find(options.Classification).DiffersByExpert && options.Objective == ExpertObjective.Collaborative)
        {
            throw new ArgumentException(
                $"The loss '{options.Classification}' differs by expert, but the collaborative objective trains only their mean: set Loss.Objective = Individual.",
                "Loss.Objective");
        }
    }
}
