
namespace MLNet.Ride.Torch.Imaging.Colors;

/// <summary>An order of brightness (0), contrast (1), saturation (2) and hue (3).</summary>
internal readonly record struct JitterOrder
{
    public const int Steps = 4;
    private const int BitsPerStep = 2;

    private readonly byte _packed;

    public JitterOrder(ReadOnlySpan<int> order)
    {
        for (int i = 0; i < Steps; i++)
        {
            _packed |= (byte)(order[i] << (BitsPerStep * i));
        }
    }

    /// <summary>The i-th step, from 0.</summary>
    public int this[int i] => (_packed >> (BitsPerStep * i)) & ((1 << BitsPerStep) - 1);

    public static JitterOrder Draw(Random random)
    {
        Span<int> order = [0, 1, 2, 3];
        random.Shuffle(order);
        return new JitterOrder(order);
    }
}
