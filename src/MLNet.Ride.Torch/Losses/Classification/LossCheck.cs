using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Checks that a loss can be made from options whose values are in range.</summary>
internal static class LossCheck
{
    /// <exception cref="ArgumentException">The loss is unknown, or a setting contradicts it.</exception>
    public static void Check(LossOptions options, int expertCount)
    {
        LossRegistry.CheckExperts(options.Classification, expertCount, nameof(RideOptions.ExpertCount));
        if (LossRegistry.Find(options.Classification).DiffersByExpert && options.Objective == ExpertObjective.Collaborative)
        {
            throw new ArgumentException(
                $"The loss '{options.Classification}' is different for each expert, but the collaborative loss trains only their mean: set Loss.Objective = Individual.",
                "Loss.Objective");
        }
    }
}
