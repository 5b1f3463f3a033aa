
namespace MLNet.Ride.Torch.Imaging;

/// <summary>Reusable buffers of one thread for preparing images.</summary>
internal sealed class ImageBuffers(int imageSize, int? resizeShorterSide)
{
    private byte[] _stored = [];
    private byte[]? _square;
    private byte[]? _moved;

    /// <summary>Bytes read from a file.</summary>
    public ref byte[] Stored => ref _stored;

    /// <summary>The most recently decoded image.</summary>
    public RgbImage Decoded { get; } = new();

    /// <summary>Resizes to the square.</summary>
    public SquareImage Resizer { get; } = new(imageSize, resizeShorterSide);

    /// <summary>S · S · 3 bytes of working memory.</summary>
    public byte[] Square => _square ??= new byte[ImagePixels.Length(imageSize)];

    /// <summary>S · S · 3 more bytes for the cropped, flipped, and rotated image.</summary>
    public byte[] Moved => _moved ??= new byte[ImagePixels.Length(imageSize)];
}
