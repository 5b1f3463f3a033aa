
namespace MLNet.Ride.Torch.Kernels;

/// <summary>One piece of working memory for each thread, which grows to what was asked for most.</summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static AlignedFloats? s_memory;

    /// <summary>Memory with undefined content, good until this thread asks again.</summary>
    public static float* Of(int length)
    {
        if (s_memory is null || s_memory.Length < length)
        {
            s_memory = new AlignedFloats(length);
        }

        return s_memory.Start;
    }
}
