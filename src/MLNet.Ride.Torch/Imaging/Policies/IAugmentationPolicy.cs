
namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>Draws the operations that an image goes through.</summary>
internal interface IAugmentationPolicy
{
    /// <summary>The operations of one image in their order.</summary>
    PolicyStep[] Draw(Random random);
}
