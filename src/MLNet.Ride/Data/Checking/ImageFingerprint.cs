using System.Numerics;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Data.Checking;

/// <summary>
/// What similar images have in common. The image is reduced to 9×9 pixels; of each of 8×8 of them, two bits say whether it is brighter than its neighbor to the
/// right and than the one below it (a difference hash, dHash, in both directions), and so survive resizing, compression, and small changes of brightness.
/// The reduced image confirms what the bits suggest.
/// </summary>
internal sealed class ImageFingerprint
{
    /// <summary>Number of bits.</summary>
    public const int Bits = 2 * Side * Side;

    /// <summary>Most bits in which similar images differ.</summary>
    public const int MostDifferentBits = 8;

    private const int Side = 8;
    private const int ReducedSide = Side + 1;

    // Below this, a difference of brightness is noise of compression.
    private const int LeastDifference = 3;

    // An image of one color, or nearly so, has no content that could be compared.
    private const int LeastContrast = 16;
    private const int MostMeanDifference = 6;

    private readonly UInt128 _bits;
    private readonly byte[] _reduced;

    private ImageFingerprint(UInt128 bits, byte[] reduced) => (_bits, _reduced) = (bits, reduced);

    /// <summary>The fingerprint of an image, or <see langword="null"/> if the image is almost of one color.</summary>
    public static ImageFingerprint? Of(RgbImage image)
    {
        byte[] reduced = image.ToSquare(ReducedSide, null);
        int[] brightness = [.. Enumerable.Range(0, ReducedSide * ReducedSide).Select(i => (299 * reduced[3 * i] + 587 * reduced[(3 * i) + 1] + 114 * reduced[(3 * i) + 2]) / 1000)];
        return brightness.Max() - brightness.Min() < LeastContrast ? null : new ImageFingerprint(BitsOf(brightness), reduced);
    }

    /// <summary>Some of the bits, spread over the image, as a number: at least one of <paramref name="bands"/> such numbers is the same for similar images.</summary>
    /// <param name="band">Number of the band, from 0.</param>
    /// <param name="bands">Number of bands, more than <see cref="MostDifferentBits"/>.</param>
    public int Band(int band, int bands)
    {
        int value = 0;
        for (int bit = band; bit < Bits; bit += bands)
        {
            value = (value << 1) | (int)((_bits >> bit) & 1);
        }

        return value;
    }

    /// <summary>Whether two images are very similar.</summary>
    public bool IsSimilar(ImageFingerprint other)
        => BitOperations.PopCount((ulong)(_bits ^ other._bits)) + BitOperations.PopCount((ulong)((_bits ^ other._bits) >> 64)) <= MostDifferentBits
            && MeanDifference(other) <= MostMeanDifference;

    private static UInt128 BitsOf(int[] brightness)
    {
        UInt128 bits = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                int at = (y * ReducedSide) + x;
                bits = (bits << 1) | (brightness[at] - brightness[at + 1] >= LeastDifference ? UInt128.One : 0);
                bits = (bits << 1) | (brightness[at] - brightness[at + ReducedSide] >= LeastDifference ? UInt128.One : 0);
            }
        }

        return bits;
    }

    private double MeanDifference(ImageFingerprint other)
    {
        int sum = 0;
        for (int i = 0; i < _reduced.Length; i++)
        {
            sum += Math.Abs(_reduced[i] - other._reduced[i]);
        }

        return (double)sum / _reduced.Length;
    }
}
