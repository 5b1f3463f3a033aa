
namespace MLNet.Ride.Torch.Kernels;

/// <summary>Shortcut "option A" of maps in memory: every stride-th pixel, with zero channels on both sides.</summary>
internal static unsafe class ZeroPaddedShortcut
{
    public static void Run<T>(Maps<T> input, int stride, Maps<T> output)
        where T : unmanaged
    {
        int before = (output.Channels - input.Channels) / 2;
        for (int map = 0; map < output.Count; map++)
        {
            for (int y = 0; y < output.Height; y++)
            {
                new Span<T>(output.At(map, y, 0), (int)output.Row).Clear();
                for (int x = 0; x < output.Width; x++)
                {
                    var channels = new Span<T>(input.At(map, y * stride, x * stride), input.Channels);
                    channels.CopyTo(new Span<T>(output.At(map, y, x) + before, input.Channels));
                }
            }
        }
    }
}
