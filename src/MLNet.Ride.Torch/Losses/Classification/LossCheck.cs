using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Checks that the options of a loss, whose values are in range, are compatible.</summary>
internal static class LossCheck
{
    /// <exception cref="ArgumentException">The loss is unknown, or a setting is incompatible with it.</exception>
    public static void Check(LossOptions options, int expertCount)
    {
        LossRegistry.CheckExperts(options.Classification, expertCount, nameof(RideOptions.ExpertCount));
        Loss loss = LossRegistry.Find(options.Classification);
        if (options.Taus is not null && !loss.HasTaus)
        {
            throw new ArgumentException(
                $"The loss '{options.Classification}' does not use Loss.Taus: set Loss.Taus = null, or Loss.Classification to "
                + $"{string.Join(" or ", LossRegistry.All.Names.Where(name => LossRegistry.Find(name).HasTaus))}.",
                "Loss.Taus");
        }

        LossRegistry.CheckTaus(options, expertCount, nameof(RideOptions.ExpertCount));
        if (options.LabelSmoothing > 0 && !loss.SmoothsLabels)
        {
            throw new ArgumentException(
                $"The loss '{options.Classification}' has no label smoothing: set Loss.LabelSmoothing = 0, or Loss.Classification to one of "
                + $"{string.Join(", ", LossRegistry.All.Names.Where(name => LossRegistry.Find(name).SmoothsLabels))}.",
                "Loss.LabelSmoothing");
        }

        if (options.Objective == ExpertObjective.Bilateral)
        {
            CheckBilateral(options, loss, expertCount);
        }

        if (loss.DiffersByExpert && options.Objective == ExpertObjective.Collaborative)
        {
            throw new ArgumentException(
                $"The loss '{options.Classification}' differs by expert, but the collaborative objective trains only their mean: set Loss.Objective = Individual.",
                "Loss.Objective");
        }
    }

    private static void CheckBilateral(LossOptions options, Loss loss, int expertCount)
    {
        string? wrong = expertCount != 2 ? $"trains two experts, but ExpertCount is {expertCount}: set ExpertCount = 2"
            : loss.DiffersByExpert ? $"trains the sum of the experts, but the loss '{options.Classification}' differs by expert: set another Loss.Classification"
            : options.DiversityFactor != 0 ? "shows the experts different images, which a diversity term cannot compare: set Loss.DiversityFactor = 0"
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"The bilateral objective {wrong}, or Loss.Objective = Individual.", "Loss.Objective");
        }
    }
}
