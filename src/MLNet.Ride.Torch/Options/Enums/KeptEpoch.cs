
namespace MLNet.Ride.Torch.Options;

/// <summary>Epoch whose weights a stage keeps.</summary>
public enum KeptEpoch
{
    /// <summary>The last one.</summary>
    Last,

    /// <summary>The one with the best validation metric; of equal ones, the first.</summary>
    Best,
}
