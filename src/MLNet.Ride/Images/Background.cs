using System.Globalization;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Images;

/// <summary>The opaque color behind transparent pixels.</summary>
internal readonly record struct Background(byte Red, byte Green, byte Blue)
{
    private const int Opaque = byte.MaxValue;

    public static Background Of(DecodingOptions options)
    {
        uint rgb = uint.Parse(options.Background.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
    }

    /// <summary>A component of a pixel over the background's, rounded: c·α + b·(1 − α).</summary>
    public static byte Blend(byte component, byte background, byte alpha)
        => alpha == Opaque ? component : (byte)(((component * alpha) + (background * (Opaque - alpha)) + (Opaque / 2)) / Opaque);

    /// <summary>The same for a component that is multiplied by α already.</summary>
    public static byte BlendPremultiplied(byte component, byte background, byte alpha)
        => alpha == Opaque ? component : (byte)Math.Min(Opaque, component + (((background * (Opaque - alpha)) + (Opaque / 2)) / Opaque));
}
