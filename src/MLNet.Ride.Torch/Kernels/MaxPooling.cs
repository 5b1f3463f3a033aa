using System.Runtime.CompilerServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>Max pooling of 3×3 pixels with stride 2 and a border of 1, of a vector of channels or more.</summary>
internal static unsafe class MaxPooling<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    [MethodImpl(Lanes.Hot)]
    public static void Run<T>(Maps<T> input, Maps<T> output)
        where T : unmanaged
    {
        for (int map = 0; map < output.Count; map++)
        {
            for (int y = 0; y < output.Height; y++)
            {
                for (int x = 0; x < output.Width; x++)
                {
                    Pixel(input, map, y, x, output.At(map, y, x));
                }
            }
        }
    }

    private static void Pixel<T>(in Maps<T> input, int map, int y, int x, T* pixel)
        where T : unmanaged
    {
        int top = Math.Max(0, (2 * y) - 1), bottom = Math.Min(input.Height - 1, (2 * y) + 1);
        int left = Math.Max(0, (2 * x) - 1), right = Math.Min(input.Width - 1, (2 * x) + 1);
        T* first = input.At(map, top, left);
        for (int channel = 0; channel < input.Channels; channel += TLanes.Count)
        {
            int at = Math.Min(channel, input.Channels - TLanes.Count);
            TLanes greatest = Lanes.Load<TLanes, T>(first + at);
            T* row = first + at;
            for (int v = top; v <= bottom; v++, row += input.Row)
            {
                T* value = row;
                for (int u = left; u <= right; u++, value += input.Channels)
                {
                    greatest = TLanes.Greatest(greatest, Lanes.Load<TLanes, T>(value));
                }
            }

            Lanes.Store(greatest, pixel + at);
        }
    }
}
