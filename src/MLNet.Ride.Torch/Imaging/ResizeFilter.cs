
namespace MLNet.Ride.Torch.Imaging;

/// <summary>
/// The source pixels and weights of each pixel of a resized line: bilinear when enlarging; when reducing, a triangle scaled by the
/// reduction, so that every source pixel counts (antialiasing). Weights are rounded to 22 bits, as in PIL.
/// </summary>
internal sealed class ResizeFilter
{
    public const int FractionBits = 22;

    private int[] _first = [];
    private int[] _count = [];
    private int[] _weights = [];
    private double[] _exact = [];
    private int _taps;

    /// <summary>Prepares for another pair of lengths.</summary>
    /// <param name="length">Length of the source.</param>
    /// <param name="newLength">Length of the result.</param>
    /// <param name="start">First pixel of the result to compute; it then has index 0.</param>
    /// <param name="wanted">Number of pixels of the result to compute.</param>
    public void Set(int length, int newLength, int start, int wanted)
    {
        double scale = (double)length / newLength;
        double radius = Math.Max(1, scale);
        _taps = ((int)Math.Ceiling(radius) * 2) + 1;
        if (_first.Length < wanted)
        {
            _first = new int[wanted];
            _count = new int[wanted];
        }

        if (_weights.Length < wanted * _taps)
        {
            _weights = new int[wanted * _taps];
        }

        if (_exact.Length < _taps)
        {
            _exact = new double[_taps];
        }

        for (int i = 0; i < wanted; i++)
        {
            SetPixel(i, (start + i + 0.5) * scale, radius, length);
        }
    }

    /// <summary>First source pixel of a result pixel.</summary>
    public int First(int index) => _first[index];

    /// <summary>Weights of the source pixels from <see cref="First"/> on; they sum to about 2^22.</summary>
    public ReadOnlySpan<int> Weights(int index) => _weights.AsSpan(index * _taps, _count[index]);

    /// <summary>The source pixels from the first one that any of so many result pixels needs to the last.</summary>
    public (int Start, int Count) Sources(int wanted) => (_first[0], _first[wanted - 1] + _count[wanted - 1] - _first[0]);

    private void SetPixel(int index, double center, double radius, int length)
    {
        int first = Math.Max(0, (int)(center - radius + 0.5));
        int count = Math.Min(length, (int)(center + radius + 0.5)) - first;
        double sum = 0;
        for (int k = 0; k < count; k++)
        {
            _exact[k] = Math.Max(0, 1 - Math.Abs((k + first - center + 0.5) * (1 / radius)));
            sum += _exact[k];
        }

        _first[index] = first;
        _count[index] = count;
        for (int k = 0; k < count; k++)
        {
            _weights[(index * _taps) + k] = (int)(0.5 + (_exact[k] / sum * (1 << FractionBits)));
        }
    }
}
