
namespace MLNet.Ride.Torch.Imaging;

/// <summary>Memory that one thread prepares one image after the other in.</summary>
internal sealed class ImageBuffers(int imageSize, int? resizeShorterSide)
{
    private byte[] _stored = [];
    private byte[]? _square;
    private byte[]? _moved;

    /// <summary>Bytes read from a file.</summary>
    public ref byte[] Stored => ref _stored;

    /// <summary>The last image that was decoded.</summary>
    public RgbImage Decoded { get; } = new();

    /// <summary>Resizes to the square.</summary>
    public SquareImage Resizer { get; } = new(imageSize, resizeShorterSide);

    /// <summary>S · S · 3 bytes to change.</summary>
    public byte[] Square => _square ??= new byte[ImagePixels.Length(imageSize)];

    /// <summary>S · S · 3 bytes more, for what is cropped, mirrored and rotated.</summary>
    public byte[] Moved => _moved ??= new byte[ImagePixels.Length(imageSize)];
}
