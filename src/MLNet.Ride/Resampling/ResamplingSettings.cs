using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Resampling;

/// <summary>Settings of resampling by class.</summary>
internal sealed record ResamplingSettings(string LabelColumnName, ClassSampling Sampling, int Seed, EpochLength EpochLength, int Epochs)
{
    public const int MostEpochs = 100_000;

    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName, "labelColumnName");
        ArgumentNullException.ThrowIfNull(Sampling, "sampling");
        OptionCheck.Defined(EpochLength, "epochLength");
        OptionCheck.InRange(Epochs, 1, MostEpochs, "epochs");
        if (Sampling.Exponent is null && Epochs == 1)
        {
            throw new ArgumentException(
                "Progressively balanced sampling needs at least two epochs: set epochs, or choose ClassSampling.ClassBalanced.", "epochs");
        }
    }
}
