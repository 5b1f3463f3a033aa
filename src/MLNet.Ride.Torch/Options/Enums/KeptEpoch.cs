
namespace MLNet.Ride.Torch.Options;

/// <summary>The epoch whose weights a stage ends with.</summary>
public enum KeptEpoch
{
    /// <summary>The last one.</summary>
    Last,

    /// <summary>The one that validated best; of equal ones the first.</summary>
    Best,
}
