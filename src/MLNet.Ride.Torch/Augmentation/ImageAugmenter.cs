using MLNet.Ride.Torch.Data;

namespace MLNet.Ride.Torch.Augmentation;

/// <summary>
/// Random crop with a black border, horizontal flip and rotation with black corners, composed into one inverse mapping
/// (each source is read once, nothing is interpolated), then normalisation.
/// </summary>
internal sealed class ImageAugmenter(AugmentationOptions options, int imageSize)
{
    private readonly int _padding = options.CropPadding;
    private readonly bool _flip = options.HorizontalFlip;
    private readonly double _degrees = options.RotationDegrees;
    private readonly PixelNormalizer _normalizer = new(options.Mean, options.StandardDeviation);

    /// <summary>Draws the change of one image; changes that are switched off draw nothing.</summary>
    public ImageTransform Draw(Random random) => new(
        _padding == 0 ? 0 : random.Next(-_padding, _padding + 1),
        _padding == 0 ? 0 : random.Next(-_padding, _padding + 1),
        _flip && random.Next(2) == 1,
        _degrees == 0 ? 0 : _degrees * ((2 * random.NextDouble()) - 1));

    /// <summary>Writes the changed and normalised image, HWC to HWC.</summary>
    public void Apply(ImageTransform transform, ReadOnlySpan<byte> pixels, Span<float> target)
    {
        var rotation = new Rotation(transform.Degrees, imageSize);
        int written = 0;
        for (int y = 0; y < imageSize; y++)
        {
            for (int x = 0; x < imageSize; x++, written += ImagePixels.Channels)
            {
                int source = SourceOf(transform, rotation, x, y);
                if (source < 0)
                {
                    _normalizer.WritePixel(0, 0, 0, target[written..]);
                }
                else
                {
                    _normalizer.WritePixel(pixels[source], pixels[source + 1], pixels[source + 2], target[written..]);
                }
            }
        }
    }

    private int SourceOf(ImageTransform transform, Rotation rotation, int x, int y)
    {
        (x, y) = rotation.Source(x, y);
        if ((uint)x >= (uint)imageSize || (uint)y >= (uint)imageSize)
        {
            return -1;
        }

        x = (transform.Flip ? imageSize - 1 - x : x) + transform.ShiftX;
        y += transform.ShiftY;
        return (uint)x >= (uint)imageSize || (uint)y >= (uint)imageSize ? -1 : ((y * imageSize) + x) * ImagePixels.Channels;
    }
}
