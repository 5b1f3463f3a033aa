
namespace MLNet.Ride.Torch.Kernels;

/// <summary>The part of a layer's work that one of several threads does.</summary>
/// <param name="Index">Number of the part, from 0.</param>
/// <param name="Count">Number of parts.</param>
internal readonly record struct WorkPart(int Index, int Count)
{
    /// <summary>All of the work.</summary>
    public static WorkPart Whole { get; } = new(0, 1);

    /// <summary>Whether a unit of work belongs to the part; units are dealt out in turn.</summary>
    public bool Has(int unit) => unit % Count == Index;
}
