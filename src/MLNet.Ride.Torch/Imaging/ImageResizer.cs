namespace MLNet.Ride.Torch.Imaging;

/// <summary>
/// Resizes images with the arithmetic of PIL's <c>resize(…, BILINEAR)</c>: columns first, each pass rounded to 8 bits. It reuses its
/// buffers and is not thread-safe.
/// </summary>
internal sealed class ImageResizer
{
    private readonly ResizeFilter _columns = new();
    private readonly ResizeFilter _rows = new();
    private byte[] _narrow = [];

    /// <summary>Width and height after the shorter side is resized to a length, as in torchvision.</summary>
    public static (int Width, int Height) SizeOf(int width, int height, int shorterSide) => width <= height
        ? (shorterSide, (int)((long)shorterSide * height / width))
        : ((int)((long)shorterSide * width / height), shorterSide);

    /// <summary>Resizes a part of an image and writes a window of the result; the rest is not computed.</summary>
    /// <param name="pixels">The image (HWC).</param>
    /// <param name="width">Width of the image.</param>
    /// <param name="part">The part of the image, within it.</param>
    /// <param name="newWidth">Width to resize the part to.</param>
    /// <param name="newHeight">Height to resize the part to.</param>
    /// <param name="window">Window of the result to compute.</param>
    /// <param name="target">The pixels of the window (HWC).</param>
    public void Resize(ReadOnlySpan<byte> pixels, int width, PixelBox part, int newWidth, int newHeight, PixelBox window, Span<byte> target)
    {
        _columns.Set(part.Width, newWidth, window.Left, window.Width);
        _rows.Set(part.Height, newHeight, window.Top, window.Height);
        (int top, int height) = _rows.Sources(window.Height);
        pixels = pixels[((((part.Top + top) * width) + part.Left) * ImagePixels.Channels)..];

        int rowLength = window.Width * ImagePixels.Channels;
        if (_narrow.Length < height * rowLength)
        {
            _narrow = GC.AllocateUninitializedArray<byte>(checked(height * rowLength));
        }

        for (int y = 0; y < height; y++)
        {
            ResizePasses.ResizeRow(_columns, pixels[(y * width * ImagePixels.Channels)..], _narrow.AsSpan(y * rowLength, rowLength));
        }

        for (int y = 0; y < window.Height; y++)
        {
            ResizePasses.MixRows(_narrow.AsSpan((_rows.First(y) - top) * rowLength), _rows.Weights(y), target.Slice(y * rowLength, rowLength));
        }
    }
}
