using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Imaging.Colors;
using MLNet.Ride.Torch.Imaging.Policies;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Batches;

/// <summary>
/// Augments an image: random resized crop and color jitter; random crop with a black border, horizontal flip, and rotation with black
/// corners, composed into one inverse mapping (each source pixel is read once, without interpolation); the operations of an augmentation
/// policy; normalization; Cutout.
/// </summary>
internal sealed class ImageAugmenter(AugmentationOptions options, int imageSize)
{
    private readonly int _padding = options.CropPadding;
    private readonly bool _flip = options.HorizontalFlip;
    private readonly double _degrees = options.RotationDegrees;
    private readonly double? _leastArea = options.RandomResizedCrop ? options.LeastCropArea : null;
    private readonly ColorJitter _jitter = new(options);
    private readonly IAugmentationPolicy? _policy = AugmentationRegistry.Create(options, imageSize);
    private readonly int _holeSide = options.CutoutSize;
    private readonly PixelNormalizer _normalizer = new(options.Mean, options.StandardDeviation);

    /// <summary>Whether a transform takes much longer than reading the pixels.</summary>
    public bool IsSlow => _leastArea is not null || !_jitter.IsOff || _policy is not null;

    /// <summary>Whether normalization comes last, so that it can be left to others.</summary>
    public bool EndsWithNormalization => _holeSide == 0;

    /// <summary>The normalization.</summary>
    public PixelScaling Scaling { get; } = new(options.Mean, options.StandardDeviation);

    /// <summary>Draws the transform of one image; disabled steps draw nothing.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="width">Width of the image as it is stored.</param>
    /// <param name="height">Height of the image as it is stored.</param>
    public ImageTransform Draw(Random random, int width, int height)
    {
        PixelBox? part = _leastArea is double least ? RandomResizedCrop.Draw(random, width, height, least) : null;
        return new(
            _padding == 0 ? 0 : random.Next(-_padding, _padding + 1),
            _padding == 0 ? 0 : random.Next(-_padding, _padding + 1),
            _flip && random.Next(2) == 1,
            _degrees == 0 ? 0 : _degrees * ((2 * random.NextDouble()) - 1),
            part,
            _jitter.IsOff ? null : _jitter.Draw(random),
            _policy?.Draw(random),
            _holeSide == 0 ? null : Cutout.Draw(random, imageSize, _holeSide));
    }

    /// <summary>Writes an image of a set, augmented and normalized, in HWC order.</summary>
    public void Apply(ImageTransform transform, LabeledImages images, int index, ImageBuffers buffers, Span<float> target)
    {
        ReadOnlySpan<byte> pixels = Pixels(transform, images, index, buffers, out bool mirrored);
        if (mirrored)
        {
            _normalizer.WriteMirrored(pixels, imageSize, target);
        }
        else
        {
            _normalizer.WriteImage(pixels, target);
        }

        if (transform.Hole is { } hole)
        {
            Cutout.Apply(hole, target, imageSize);
        }
    }

    /// <summary>Writes an image of a set, augmented but neither normalized nor with a hole, in HWC order.</summary>
    public void Apply(ImageTransform transform, LabeledImages images, int index, ImageBuffers buffers, Span<byte> target)
    {
        Pixels(transform, images, index, buffers, out bool mirrored).CopyTo(target);
        if (mirrored)
        {
            ImagePixels.Mirror(target, imageSize);
        }
    }

    // The augmented pixels, which may still have to be mirrored.
    private ReadOnlySpan<byte> Pixels(ImageTransform transform, LabeledImages images, int index, ImageBuffers buffers, out bool mirrored)
    {
        ReadOnlySpan<byte> pixels;
        if (transform.Part is { } part)
        {
            (int fullWidth, int fullHeight) = images.SizeOf(index);
            int least = buffers.Resizer.LeastShorterSideFor(part, fullWidth, fullHeight);
            ReadOnlySpan<byte> whole = images.Whole(index, least, buffers, out int width, out int height);
            buffers.Resizer.WritePart(whole, width, part.Scaled(fullWidth, fullHeight, width, height), buffers.Square);
            pixels = buffers.Square;
        }
        else
        {
            pixels = images.Square(index, buffers);
        }

        if (transform.Jitter is { } jitter)
        {
            pixels.CopyTo(buffers.Square);
            ColorJitter.Apply(jitter, buffers.Square);
            pixels = buffers.Square;
        }

        bool stays = transform is { ShiftX: 0, ShiftY: 0, Degrees: 0, Policy: null };
        if (!stays)
        {
            Move(transform, pixels, buffers.Moved);
            foreach (PolicyStep step in transform.Policy ?? [])
            {
                step.Operation.Apply(buffers.Moved, buffers.Square, imageSize, step.Magnitude);
            }

            pixels = buffers.Moved;
        }

        mirrored = stays && transform.Flip;
        return pixels;
    }

    // Writes square pixels, cropped, mirrored and rotated.
    private void Move(ImageTransform transform, ReadOnlySpan<byte> pixels, Span<byte> target)
    {
        InverseMap rotation = InverseMap.Rotation(transform.Degrees, imageSize);
        target.Clear();
        for (int y = 0, written = 0; y < imageSize; y++)
        {
            for (int x = 0; x < imageSize; x++, written += ImagePixels.Channels)
            {
                int source = SourceOf(transform, rotation, x, y);
                if (source >= 0)
                {
                    pixels.Slice(source, ImagePixels.Channels).CopyTo(target[written..]);
                }
            }
        }
    }

    private int SourceOf(ImageTransform transform, InverseMap rotation, int x, int y)
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
