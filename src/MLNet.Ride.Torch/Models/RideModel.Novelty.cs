using MLNet.Ride.Torch.Models.Novelty;

namespace MLNet.Ride.Torch.Models;

/// <content>How strange images are to the model.</content>
public sealed partial class RideModel
{
    /// <summary>Measures the novelty of images; <see langword="null"/> if none was fitted.</summary>
    internal NoveltyMeter? Novelty { get; private set; }

    /// <summary>Replaces the measure of novelty, and takes ownership of it.</summary>
    internal void SetNovelty(NoveltyMeter? novelty)
    {
        Novelty?.Dispose();
        novelty?.To(Device);
        Novelty = novelty;
    }
}
