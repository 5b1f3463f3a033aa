using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Imaging.Colors;

/// <summary>
/// Random brightness, contrast, saturation and hue in random order: torchvision's ColorJitter on PIL images.
/// </summary>
internal sealed class ColorJitter(AugmentationOptions options)
{
    public bool IsOff => options is { Brightness: 0, Contrast: 0, Saturation: 0, Hue: 0 };

    /// <summary>Draws the factors; call it only if the jitter is on.</summary>
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

    /// <summary>Changes the colors of interleaved RGB pixels in place.</summary>
    public static void Apply(JitterFactors factors, Span<byte> pixels)
    {
        for (int i = 0; i < JitterOrder.Steps; i++)
        {
            switch (factors.Order[i])
            {
                case 0:
                    Enhancement.Brightness(pixels, factors.Brightness);
                    break;
                case 1:
                    Enhancement.Contrast(pixels, factors.Contrast);
                    break;
                case 2:
                    Enhancement.Color(pixels, factors.Saturation);
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
}
