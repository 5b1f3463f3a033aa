namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>
/// Draws the operations to apply to an image after crop, flip, and rotation. Implement it to add your own policy to
/// <see cref="AugmentationRegistry.All"/>.
/// </summary>
public interface IAugmentationPolicy
{
    /// <summary>Draws the operations of one image.</summary>
    /// <param name="random">Random generator; use no other source of randomness.</param>
    /// <returns>The operations, in order.</returns>
    PolicyStep[] Draw(Random random);
}
