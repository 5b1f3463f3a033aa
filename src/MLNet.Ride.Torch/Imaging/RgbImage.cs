
namespace MLNet.Ride.Torch.Imaging;

/// <summary>An 8-bit RGB image of any size; its memory is reused for the next image.</summary>
public sealed class RgbImage
{
    private byte[] _pixels = [];
    private int _length;

    /// <summary>Width in pixels; 0 before <see cref="SetSize(int, int)"/>.</summary>
    public int Width { get; private set; }

    /// <summary>Height in pixels; 0 before <see cref="SetSize(int, int)"/>.</summary>
    public int Height { get; private set; }

    /// <summary>Width in pixels before a decoder reduced the image; <see cref="Width"/> if it did not.</summary>
    public int FullWidth { get; private set; }

    /// <summary>Height in pixels before a decoder reduced the image; <see cref="Height"/> if it did not.</summary>
    public int FullHeight { get; private set; }

    /// <summary>Height · Width · 3 bytes: rows from the top, pixels from the left, red, green, blue (HWC).</summary>
    public Span<byte> Pixels => _pixels.AsSpan(0, _length);

    /// <summary>Allocates memory for an image; <see cref="Pixels"/> then has undefined content.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="OverflowException">The image would have more than 2 GiB.</exception>
    public void SetSize(int width, int height) => SetSize(width, height, width, height);

    /// <summary>Allocates memory for an image that a decoder reduces; <see cref="Pixels"/> then has undefined content.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="fullWidth">Width before, at least as large.</param>
    /// <param name="fullHeight">Height before, at least as large.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    /// <exception cref="OverflowException">The image would have more than 2 GiB.</exception>
    public void SetSize(int width, int height, int fullWidth, int fullHeight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fullWidth, width);
        ArgumentOutOfRangeException.ThrowIfLessThan(fullHeight, height);
        _length = checked(width * height * ImagePixels.Channels);
        if (_pixels.Length < _length)
        {
            _pixels = GC.AllocateUninitializedArray<byte>(_length);
        }

        (Width, Height, FullWidth, FullHeight) = (width, height, fullWidth, fullHeight);
    }

    /// <summary>Returns a copy of the image whose shorter side has a length in pixels.</summary>
    internal RgbImage Resized(int shorterSide)
    {
        (int width, int height) = ImageResizer.SizeOf(Width, Height, shorterSide);
        var resized = new RgbImage();
        resized.SetSize(width, height);
        new ImageResizer().Resize(Pixels, Width, new(0, 0, Width, Height), width, height, new(0, 0, width, height), resized.Pixels);
        return resized;
    }

    /// <summary>
    /// Returns the image as a network sees it without random augmentation: either the whole image resized to a square, or its shorter side
    /// resized to a length and the central square cropped (torchvision's Resize and CenterCrop on PIL images).
    /// </summary>
    /// <param name="imageSize">Height and width S of the square in pixels, at least 1.</param>
    /// <param name="resizeShorterSide">
    /// Length of the shorter side in pixels, at least S; <see langword="null"/> uses the whole image.
    /// </param>
    /// <returns>S · S · 3 new bytes (HWC).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public byte[] ToSquare(int imageSize, int? resizeShorterSide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resizeShorterSide ?? imageSize, imageSize, nameof(resizeShorterSide));
        var square = new byte[ImagePixels.Length(imageSize)];
        new SquareImage(imageSize, resizeShorterSide).Write(Pixels, Width, Height, square);
        return square;
    }

    /// <summary>
    /// Returns the squares in the corners (top left, top right, bottom left, bottom right) and in the center of the image whose shorter side
    /// was resized to a length (torchvision's Resize and FiveCrop on PIL images).
    /// </summary>
    /// <param name="imageSize">Height and width S of the squares in pixels, at least 1.</param>
    /// <param name="resizeShorterSide">Length of the shorter side in pixels, at least S.</param>
    /// <returns>Five times S · S · 3 new bytes (HWC).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public byte[][] ToFiveCrops(int imageSize, int resizeShorterSide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resizeShorterSide, imageSize);
        var square = new SquareImage(imageSize, resizeShorterSide);
        var crops = new byte[SquareImage.CropCount][];
        for (int i = 0; i < crops.Length; i++)
        {
            crops[i] = new byte[ImagePixels.Length(imageSize)];
            square.WriteCrop(i, Pixels, Width, Height, crops[i]);
        }

        return crops;
    }
}
