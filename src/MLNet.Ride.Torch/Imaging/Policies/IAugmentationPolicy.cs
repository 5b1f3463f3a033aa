namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>
/// Draws the operations that an image goes through, after crop, flip, and rotation. Implement it to add a policy of your own to
/// <see cref="AugmentationRegistry.All"/>.
/// </summary>
public interface IAugmentationPolicy
{
    /// <summary>Draws the operations of one image.</summary>
    /// <param name="random">Draws; nothing else may be random.</param>
    /// <returns>The operations in their order.</returns>
    PolicyStep[] Draw(Random random);
}
