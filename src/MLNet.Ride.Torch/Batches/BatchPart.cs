namespace MLNet.Ride.Torch.Batches;

/// <summary>The part of every batch that belongs to one of several processes; the parts differ by at most one image.</summary>
/// <param name="Rank">Number of the process, from 0.</param>
/// <param name="Size">Number of processes.</param>
internal readonly record struct BatchPart(int Rank, int Size)
{
    public static BatchPart Whole { get; } = new(0, 1);

    public bool IsWhole => Size == 1;

    /// <summary>The part of a number of images: the first, and the end.</summary>
    public Range Of(int count) => (int)((long)count * Rank / Size)..(int)((long)count * (Rank + 1) / Size);
}
