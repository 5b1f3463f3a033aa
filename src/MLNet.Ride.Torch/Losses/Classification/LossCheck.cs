using System.Globalization;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>Whether a loss can be made of options.</summary>
internal static class LossCheck
{
    /// <exception cref="ArgumentException">A setting is out of range, the loss is not known, or settings do not go with it.</exception>
    public static void Check(LossOptions options, int expertCount)
    {
        options.Validate();
        LossRegistry.CheckExperts(options.Classification, expertCount, nameof(RideOptions.ExpertCount));
        Loss loss = LossRegistry.Find(options.Classification);
        if (loss.DiffersByExpert)
        {
            CheckNothingElse(options);
        }

        if (options.DeferredReweighting && loss.HasClassWeights)
        {
            throw new ArgumentException(
                $"The loss '{options.Classification}' has class weights of its own, from the first epoch on: set Loss.DeferredReweighting = false "
                + "or take another Loss.Classification.",
                "Loss.DeferredReweighting");
        }
    }

    // The experts are made for class frequencies of their own, which together come out even; each of these would shift them all.
    private static void CheckNothingElse(LossOptions options)
    {
        if (options.DeferredReweighting)
        {
            throw new ArgumentException(
                $"The loss '{options.Classification}' makes up for the class frequencies expert by expert, and class weights would do so again: "
                + "set Loss.DeferredReweighting = false.",
                "Loss.DeferredReweighting");
        }

        if (options.DiversityFactor != 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The loss '{options.Classification}' makes the experts differ by the class frequencies that each is for, which a diversity term would disturb: "
                    + $"set Loss.DiversityFactor = 0 (it is {options.DiversityFactor})."),
                "Loss.DiversityFactor");
        }

        if (options.Objective == ExpertObjective.Collaborative)
        {
            throw new ArgumentException(
                $"The loss '{options.Classification}' differs by expert, and the collaborative loss trains their mean alone: set Loss.Objective = Individual.",
                "Loss.Objective");
        }
    }
}
