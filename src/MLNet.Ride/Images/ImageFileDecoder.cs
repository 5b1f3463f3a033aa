using System.Buffers;
using System.Runtime.InteropServices;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;
using SkiaSharp;

namespace MLNet.Ride.Images;

/// <summary>Decodes image files with SkiaSharp: complete, upright, and opaque.</summary>
internal sealed class ImageFileDecoder(DecodingOptions options)
{
    private const int BytesPerPixel = 4;
    private const int ReducedAbovePixels = 16_000_000;
    private const int ReducibleAbovePixels = 2_000_000;

    private static readonly float[] s_reductions = [1f / 2, 1f / 4, 1f / 8];

    private readonly Background _background = Background.Of(options);
    private readonly long _maxPixels = options.MaxMegapixels * 1_000_000L;

    /// <summary>Decodes an image; a large JPEG or WebP only as large as it needs to be.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="image">Receives the size and the pixels.</param>
    /// <param name="leastShorterSide">Number of pixels that the shorter side needs.</param>
    /// <exception cref="InvalidDataException">The image is too large, incomplete, or damaged, or its format is unknown; the message says which.</exception>
    public void Decode(ReadOnlyMemory<byte> encoded, RgbImage image, int leastShorterSide = int.MaxValue)
    {
        using MemoryHandle pinned = encoded.Pin();
        using SKData data = Data(pinned, encoded.Length);
        using SKCodec codec = SKCodec.Create(data) ?? throw new InvalidDataException(FileFormat.WhyUnreadable(encoded.Span));
        CheckSize(codec.Info);
        (SKSizeI full, SKSizeI size) = Sizes(codec, leastShorterSide);
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, codec.Info.IsOpaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul);
        byte[] pixels = ArrayPool<byte>.Shared.Rent(info.BytesSize);
        try
        {
            CheckWhole(GetPixels(codec, info, pixels));
            // SkiaSharp reads the EXIF orientation and does not apply it.
            Orientation orientation = Orientation.Of(codec.EncodedOrigin, size.Width, size.Height);
            Orientation fullOrientation = Orientation.Of(codec.EncodedOrigin, full.Width, full.Height);
            image.SetSize(orientation.Width, orientation.Height, fullOrientation.Width, fullOrientation.Height);
            Write(pixels, orientation, info, image);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <summary>Reads the size of an image, before it is turned upright, from the header of its file.</summary>
    /// <exception cref="InvalidDataException">The image is too large, or its header is damaged or of an unknown format.</exception>
    public (int Width, int Height) ReadSize(Stream stream)
    {
        var beginning = new byte[FileFormat.BeginningBytes];
        int length = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        using SKCodec codec = SKCodec.Create(stream) ?? throw new InvalidDataException(FileFormat.WhyUnreadable(beginning.AsSpan(0, length)));
        CheckSize(codec.Info);
        return (codec.Info.Width, codec.Info.Height);
    }

    /// <summary>Whether an image has more pixels than the limit.</summary>
    public bool IsTooLarge(ReadOnlyMemory<byte> encoded)
    {
        using MemoryHandle pinned = encoded.Pin();
        using SKData data = Data(pinned, encoded.Length);
        using SKCodec? codec = SKCodec.Create(data);
        return codec is not null && IsTooLarge(codec.Info);
    }

    private bool IsTooLarge(SKImageInfo info) => Pixels(info.Size) > _maxPixels;

    private static unsafe SKData Data(MemoryHandle pinned, int length) => SKData.Create((IntPtr)pinned.Pointer, length);

    private static SKCodecResult GetPixels(SKCodec codec, SKImageInfo info, byte[] pixels)
    {
        var pinned = GCHandle.Alloc(pixels, GCHandleType.Pinned);
        try
        {
            return codec.GetPixels(info, pinned.AddrOfPinnedObject());
        }
        finally
        {
            pinned.Free();
        }
    }

    private void CheckSize(SKImageInfo info)
    {
        if (IsTooLarge(info))
        {
            throw new InvalidDataException(
                $"it has {info.Width}×{info.Height} pixels, more than the limit of {options.MaxMegapixels} megapixels ({nameof(RideOptions.Decoding)}.{nameof(DecodingOptions.MaxMegapixels)})");
        }
    }

    private static void CheckWhole(SKCodecResult result)
    {
        if (result != SKCodecResult.Success)
        {
            throw new InvalidDataException(result == SKCodecResult.IncompleteInput ? "it is incomplete: the end of the file is missing" : $"it is incomplete or damaged ({result})");
        }
    }

    // The size of the image, and the smallest one that suffices; both are the same for formats that cannot be reduced.
    private static (SKSizeI Full, SKSizeI Sufficient) Sizes(SKCodec codec, int leastShorterSide)
    {
        SKSizeI[] sizes = [codec.Info.Size, .. s_reductions.Select(codec.GetScaledDimensions)];
        int full = Array.FindIndex(sizes, size => Pixels(size) <= ReducedAbovePixels);
        full = full < 0 ? sizes.Length - 1 : full;
        int sufficient = Pixels(sizes[0]) > ReducibleAbovePixels
            ? Array.FindLastIndex(sizes, size => Math.Min(size.Width, size.Height) >= leastShorterSide)
            : full;
        return (sizes[full], sizes[Math.Max(full, sufficient)]);
    }

    private static long Pixels(SKSizeI size) => (long)size.Width * size.Height;

    private void Write(ReadOnlySpan<byte> rgba, Orientation orientation, SKImageInfo stored, RgbImage image)
    {
        if (stored.IsOpaque && orientation.IsUpright)
        {
            OpaquePixels.Copy(rgba[..stored.BytesSize], image.Pixels);
            return;
        }

        Span<byte> rgb = image.Pixels;
        for (int y = 0, from = 0; y < stored.Height; y++)
        {
            int to = ImagePixels.Channels * orientation.Row(y);
            for (int x = 0; x < stored.Width; x++, from += BytesPerPixel, to += ImagePixels.Channels * orientation.Right)
            {
                byte alpha = rgba[from + 3];
                rgb[to] = Background.Blend(rgba[from], _background.Red, alpha);
                rgb[to + 1] = Background.Blend(rgba[from + 1], _background.Green, alpha);
                rgb[to + 2] = Background.Blend(rgba[from + 2], _background.Blue, alpha);
            }
        }
    }
}
