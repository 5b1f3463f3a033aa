using MLNet.Ride.Torch.Imaging.Colors;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>
/// The operations of augmentation policies by name, with torchvision's magnitudes and PIL's arithmetic. To add one, add an entry. Pixels
/// from outside the image are gray, as in the papers.
/// </summary>
public static class PixelOperationRegistry
{
    private const byte Fill = 128;
    private const double MostShear = 0.3;
    private const double MostTranslation = 150.0 / 331.0; // the published 150 of 331 pixels
    private const double MostDegrees = 30;
    private const double MostEnhancement = 0.9;
    private const int MostBitsDropped = 4;

    /// <summary>The operations, <c>identity</c> to <c>invert</c>, and yours.</summary>
    public static Registry<PixelOperation> All { get; } = new("pixel operation", nameof(PixelOperationRegistry))
    {
        ["identity"] = Plain((_, _, _, _) => { }),
        ["shear-x"] = Moving(MostShear, (_, magnitude) => new InverseMap(1, magnitude, 0, 0, 1, 0)),
        ["shear-y"] = Moving(MostShear, (_, magnitude) => new InverseMap(1, 0, 0, magnitude, 1, 0)),
        ["translate-x"] = Translating(pixels => new InverseMap(1, 0, -pixels, 0, 1, 0)),
        ["translate-y"] = Translating(pixels => new InverseMap(1, 0, 0, 0, 1, -pixels)),
        ["rotate"] = Moving(MostDegrees, (size, degrees) => InverseMap.Rotation(degrees, size)),
        ["brightness"] = Enhancing((pixels, _, _, factor) => Enhancement.Brightness(pixels, (float)factor)),
        ["color"] = Enhancing((pixels, _, _, factor) => Enhancement.Color(pixels, (float)factor)),
        ["contrast"] = Enhancing((pixels, _, _, factor) => Enhancement.Contrast(pixels, (float)factor)),
        ["sharpness"] = Enhancing((pixels, scratch, size, factor) => Enhancement.Sharpness(pixels, scratch, size, (float)factor)),
        ["posterize"] = new((pixels, _, _, bits) => ColourTables.Posterize(pixels, (int)bits), (part, _) => 8 - Math.Round(part * MostBitsDropped), false),
        ["solarize"] = new((pixels, _, _, threshold) => ColourTables.Solarize(pixels, threshold), (part, _) => 255 * (1 - part), false),
        ["auto-contrast"] = Plain((pixels, _, _, _) => ColourTables.AutoContrast(pixels)),
        ["equalize"] = Plain((pixels, _, _, _) => ColourTables.Equalize(pixels)),
        ["invert"] = Plain((pixels, _, _, _) => ColourTables.Invert(pixels)),
    };

    private static PixelOperation Plain(PixelChange apply) => new(apply, (_, _) => 0, false);

    private static PixelOperation Enhancing(PixelChange byFactor)
        => new((pixels, scratch, size, magnitude) => byFactor(pixels, scratch, size, 1 + magnitude), (part, _) => MostEnhancement * part, true);

    private static PixelOperation Translating(Func<int, InverseMap> byPixels)
        => new((pixels, scratch, size, magnitude) => Move(pixels, scratch, size, byPixels((int)magnitude)), (part, size) => MostTranslation * size * part, true);

    private static PixelOperation Moving(double most, Func<int, double, InverseMap> map)
        => new((pixels, scratch, size, magnitude) => Move(pixels, scratch, size, map(size, magnitude)), (part, _) => most * part, true);

    private static void Move(Span<byte> pixels, Span<byte> scratch, int size, InverseMap map)
    {
        pixels.CopyTo(scratch);
        for (int y = 0, written = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++, written += ImagePixels.Channels)
            {
                Span<byte> pixel = pixels.Slice(written, ImagePixels.Channels);
                (int fromX, int fromY) = map.Source(x, y);
                if ((uint)fromX < (uint)size && (uint)fromY < (uint)size)
                {
                    scratch.Slice(((fromY * size) + fromX) * ImagePixels.Channels, ImagePixels.Channels).CopyTo(pixel);
                }
                else
                {
                    pixel.Fill(Fill);
                }
            }
        }
    }
}
