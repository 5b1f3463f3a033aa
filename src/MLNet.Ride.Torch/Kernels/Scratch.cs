
namespace MLNet.Ride.Torch.Kernels;

/// <summary>Working memory of each thread, which grows to the largest request.</summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static AlignedFloats? s_memory;

    /// <summary>Returns memory with undefined content, valid until the next request of this thread.</summary>
    public static float* Of(int length)
    {
        if (s_memory is null || s_memory.Length < length)
        {
            s_memory = new AlignedFloats(length);
        }

        return s_memory.Start;
    }
}
