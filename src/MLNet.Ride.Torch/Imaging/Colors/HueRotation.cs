
namespace MLNet.Ride.Torch.Imaging.Colors;

/// <summary>Shifts hues in PIL's 8-bit HSV space, as torchvision does.</summary>
internal static class HueRotation
{
    /// <summary>
    /// Shifts the hues of interleaved RGB pixels in place by a fraction of the color circle, −0.5 to 0.5; 0 changes nothing.
    /// </summary>
    public static void Apply(Span<byte> pixels, double part)
    {
        if (part == 0)
        {
            return;
        }

        byte turn = (byte)(int)(part * 255);
        for (int i = 0; i + 2 < pixels.Length; i += ImagePixels.Channels)
        {
            Span<byte> pixel = pixels.Slice(i, ImagePixels.Channels);
            (byte hue, byte saturation, byte value) = ToHsv(pixel[0], pixel[1], pixel[2]);
            (pixel[0], pixel[1], pixel[2]) = ToRgb((byte)(hue + turn), saturation, value);
        }
    }

    private static (byte Hue, byte Saturation, byte Value) ToHsv(byte red, byte green, byte blue)
    {
        byte most = Math.Max(red, Math.Max(green, blue));
        byte least = Math.Min(red, Math.Min(green, blue));
        if (most == least)
        {
            return (0, 0, most);
        }

        float range = most - least;
        float fromRed = (most - red) / range;
        float fromGreen = (most - green) / range;
        float fromBlue = (most - blue) / range;
        float sixths = red == most ? fromBlue - fromGreen
            : green == most ? (float)(2.0 + fromRed - fromBlue)
            : (float)(4.0 + fromGreen - fromRed);
        float hue = (float)(((sixths / 6.0) + 1.0) % 1.0);
        return ((byte)(int)(hue * 255.0), (byte)(int)(range / most * 255.0), most);
    }

    private static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
    {
        if (saturation == 0)
        {
            return (value, value, value);
        }

        int sector = (int)Math.Floor(hue * 6.0 / 255.0);
        float within = (float)((hue * 6.0 / 255.0) - sector);
        float strength = (float)(saturation / 255.0);
        byte low = Round(value * (1.0 - strength));
        byte falling = Round(value * (1.0 - (strength * within)));
        byte rising = Round(value * (1.0 - (strength * (1.0 - within))));
        return (sector % 6) switch
        {
            0 => (value, rising, low),
            1 => (falling, value, low),
            2 => (low, value, rising),
            3 => (low, falling, value),
            4 => (rising, low, value),
            _ => (value, low, falling),
        };
    }

    private static byte Round(double value) => (byte)Math.Clamp((int)Math.Round(value, MidpointRounding.AwayFromZero), 0, 255);
}
