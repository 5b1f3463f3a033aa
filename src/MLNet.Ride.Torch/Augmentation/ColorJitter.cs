using MLNet.Ride.Torch.Data;

namespace MLNet.Ride.Torch.Augmentation;

/// <summary>
/// Random brightness, contrast, saturation and hue in random order: torchvision's ColorJitter with the arithmetic of PIL
/// (ImageEnhance: results are cut off, not rounded; greys are 16-bit fixed point).
/// </summary>
internal sealed class ColorJitter(AugmentationOptions options)
{
    public bool IsOff => options is { Brightness: 0, Contrast: 0, Saturation: 0, Hue: 0 };

    /// <summary>Draws a change; the caller asks only where the jitter is not off.</summary>
    public JitterFactors Draw(Random random)
    {
        JitterOrder order = JitterOrder.Draw(random);
        return new JitterFactors(
            Factor(random, options.Brightness),
            Factor(random, options.Contrast),
            Factor(random, options.Saturation),
            options.Hue * ((2 * random.NextDouble()) - 1),
            order);
    }

    /// <summary>Changes the colours of interleaved RGB pixels in place.</summary>
    public static void Apply(JitterFactors factors, Span<byte> pixels)
    {
        for (int i = 0; i < JitterOrder.Steps; i++)
        {
            switch (factors.Order[i])
            {
                case 0:
                    Blend(pixels, 0, factors.Brightness);
                    break;
                case 1:
                    Blend(pixels, factors.Contrast == 1 ? (byte)0 : MeanGrey(pixels), factors.Contrast);
                    break;
                case 2:
                    Saturate(pixels, factors.Saturation);
                    break;
                default:
                    HueRotation.Apply(pixels, factors.Hue);
                    break;
            }
        }
    }

    private static float Factor(Random random, double strength)
    {
        double least = Math.Max(0, 1 - strength);
        return (float)(least + (random.NextDouble() * (1 + strength - least)));
    }

    private static void Blend(Span<byte> pixels, byte from, float factor)
    {
        if (factor == 1)
        {
            return;
        }

        Span<byte> table = stackalloc byte[256];
        for (int value = 0; value < table.Length; value++)
        {
            table[value] = Blend(from, (byte)value, factor);
        }

        foreach (ref byte value in pixels)
        {
            value = table[value];
        }
    }

    private static void Saturate(Span<byte> pixels, float factor)
    {
        if (factor == 1)
        {
            return;
        }

        for (int i = 0; i + 2 < pixels.Length; i += ImagePixels.Channels)
        {
            Span<byte> pixel = pixels.Slice(i, ImagePixels.Channels);
            byte grey = Grey(pixel);
            pixel[0] = Blend(grey, pixel[0], factor);
            pixel[1] = Blend(grey, pixel[1], factor);
            pixel[2] = Blend(grey, pixel[2], factor);
        }
    }

    private static byte Blend(byte from, byte to, float factor)
    {
        float value = from + (factor * (to - from));
        return value <= 0 ? (byte)0 : value >= 255 ? (byte)255 : (byte)value;
    }

    private static byte MeanGrey(ReadOnlySpan<byte> pixels)
    {
        long sum = 0;
        for (int i = 0; i + 2 < pixels.Length; i += ImagePixels.Channels)
        {
            sum += Grey(pixels.Slice(i, ImagePixels.Channels));
        }

        return (byte)(((double)sum / (pixels.Length / ImagePixels.Channels)) + 0.5);
    }

    private static byte Grey(ReadOnlySpan<byte> pixel) => (byte)(((pixel[0] * 19595) + (pixel[1] * 38470) + (pixel[2] * 7471) + 0x8000) >> 16);
}
