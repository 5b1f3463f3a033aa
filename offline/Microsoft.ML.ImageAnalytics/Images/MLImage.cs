namespace Microsoft.ML.Data;

/// <summary>An image as four bytes a pixel, the colours multiplied by alpha.</summary>
public sealed class MLImage : IDisposable
{
    private readonly MLPixelFormat _pixelFormat;
    private readonly int _width;
    private readonly int _height;
    private byte[] _pixels;
    private string _tag;

    internal MLImage(int width, int height, MLPixelFormat pixelFormat, byte[] pixels)
    {
        _width = width;
        _height = height;
        _pixelFormat = pixelFormat;
        _pixels = pixels;
    }

    public MLPixelFormat PixelFormat => Alive(_pixelFormat);

    public int Width => Alive(_width);

    public int Height => Alive(_height);

    public int BitsPerPixel => Alive(32);

    public ReadOnlySpan<byte> Pixels => Alive(_pixels);

    public byte[] GetBGRPixels => Alive(_pixels) == null ? null : PixelConversion.ToBgr(_pixels, _pixelFormat);

    public string Tag
    {
        get => Alive(_tag);
        set => _tag = Alive(value);
    }

    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        using var bytes = new MemoryStream();
        using (imageStream)
            imageStream.CopyTo(bytes);

        return ImageCodec.TryDecode(bytes.ToArray()) ?? throw new ArgumentException("Invalid input stream contents", nameof(imageStream));
    }

    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        MLImage image = File.Exists(imagePath) ? ImageCodec.TryDecode(File.ReadAllBytes(imagePath)) : null;
        return image ?? throw new ArgumentException("Invalid path", nameof(imagePath));
    }

    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
            throw new ArgumentException("Unsupported pixel format", nameof(pixelFormat));
        if (width <= 0)
            throw new ArgumentException("Invalid width value.", nameof(width));
        if (height <= 0)
            throw new ArgumentException("Invalid height value.", nameof(height));
        if (imagePixelData.Length != width * height * 4)
            throw new ArgumentException("Invalid imagePixelData buffer size.");
        return new MLImage(width, height, pixelFormat, imagePixelData.ToArray());
    }

    public void Save(string imagePath)
    {
        Alive(0);
        ImageCodec.Save(this, imagePath);
    }

    public void Dispose() => _pixels = null;

    private T Alive<T>(T value) => _pixels == null ? throw new InvalidOperationException("Object is disposed.") : value;
}
