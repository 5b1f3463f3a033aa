
namespace MLNet.Ride.Torch.Imaging;

/// <summary>An 8-bit RGB image of any size; its memory is reused for the next image.</summary>
public sealed class RgbImage
{
    private byte[] _pixels = [];
    private int _length;

    /// <summary>Width in pixels; 0 before <see cref="SetSize"/>.</summary>
    public int Width { get; private set; }

    /// <summary>Height in pixels; 0 before <see cref="SetSize"/>.</summary>
    public int Height { get; private set; }

    /// <summary>Height · Width · 3 bytes: rows from the top, pixels from the left, red, green, blue (HWC).</summary>
    public Span<byte> Pixels => _pixels.AsSpan(0, _length);

    /// <summary>Allocates memory for an image; <see cref="Pixels"/> then has undefined content.</summary>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="OverflowException">The image would have more than 2 GiB.</exception>
    public void SetSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        _length = checked(width * height * ImagePixels.Channels);
        if (_pixels.Length < _length)
        {
            _pixels = GC.AllocateUninitializedArray<byte>(_length);
        }

        (Width, Height) = (width, height);
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
