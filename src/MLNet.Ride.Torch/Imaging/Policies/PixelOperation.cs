
namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>Changes square RGB pixels in place.</summary>
/// <param name="pixels">S · S · 3 bytes (HWC).</param>
/// <param name="scratch">As many bytes, whose contents are of no matter.</param>
/// <param name="imageSize">S.</param>
/// <param name="magnitude">How much, in the operation's own measure.</param>
public delegate void PixelChange(Span<byte> pixels, Span<byte> scratch, int imageSize, double magnitude);

/// <summary>One operation that policies are made of.</summary>
/// <param name="Apply">The change.</param>
/// <param name="MagnitudeAt">Magnitude at a part, 0 to 1, of the strongest, for an image of S·S pixels.</param>
/// <param name="IsSigned">Whether the magnitude goes to either side, at random.</param>
public sealed record PixelOperation(PixelChange Apply, Func<double, int, double> MagnitudeAt, bool IsSigned)
{
    /// <summary>Magnitude of a level, 0 to bins − 1, without sign; in 32 bits, as torchvision has it.</summary>
    /// <param name="level">Level, 0 to bins − 1.</param>
    /// <param name="bins">Number of levels, at least 2.</param>
    /// <param name="imageSize">Height and width S of the image in pixels.</param>
    /// <returns>The magnitude in the operation's own measure.</returns>
    public double Magnitude(int level, int bins, int imageSize) => (float)MagnitudeAt((double)level / (bins - 1), imageSize);
}
