
namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>Changes square RGB pixels in place.</summary>
/// <param name="pixels">S · S · 3 bytes (HWC).</param>
/// <param name="scratch">Working memory of the same length, with undefined content.</param>
/// <param name="imageSize">S.</param>
/// <param name="magnitude">Strength, in the operation's own unit.</param>
public delegate void PixelChange(Span<byte> pixels, Span<byte> scratch, int imageSize, double magnitude);

/// <summary>An operation of augmentation policies.</summary>
/// <param name="Apply">The change.</param>
/// <param name="MagnitudeAt">Magnitude at a fraction, 0 to 1, of the maximum, for an image of S·S pixels.</param>
/// <param name="IsSigned">Whether the magnitude has a random sign.</param>
public sealed record PixelOperation(PixelChange Apply, Func<double, int, double> MagnitudeAt, bool IsSigned)
{
    /// <summary>Returns the unsigned magnitude of a level, 0 to bins − 1, in single precision as in torchvision.</summary>
    /// <param name="level">Level, 0 to bins − 1.</param>
    /// <param name="bins">Number of levels, at least 2.</param>
    /// <param name="imageSize">Height and width S of the image in pixels.</param>
    /// <returns>The magnitude in the operation's own unit.</returns>
    public double Magnitude(int level, int bins, int imageSize) => (float)MagnitudeAt((double)level / (bins - 1), imageSize);
}
