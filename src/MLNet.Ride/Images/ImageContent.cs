using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Images;

/// <summary>The image content of a row, decoded on demand; independent of the row.</summary>
internal abstract class ImageContent
{
    /// <summary>Size in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Whether all pixels are known to be 0 or 1.</summary>
    public virtual bool IsDark => false;

    /// <summary>Shorter side in pixels; 0 for pixels of the network's input size, and before an image is decoded.</summary>
    public virtual int ShorterSide => 0;

    /// <summary>Returns the network's input pixels without random augmentation.</summary>
    /// <param name="format">Size and number of squares, and method of resizing.</param>
    /// <param name="scratch">Receives decoded pixels; its memory is reused.</param>
    public abstract byte[][] Squares(ImageFormat format, RgbImage scratch);

    /// <summary>Checks that the image can be decoded, and prepares it for adding as more than the network's input.</summary>
    /// <param name="format">Size of the network's input.</param>
    /// <param name="scratch">Receives decoded pixels; its memory is reused.</param>
    public abstract void Check(ImageFormat format, RgbImage scratch);

    /// <summary>Adds the image, after <see cref="Check"/>: a file as it is, pixels no larger than random crops need.</summary>
    public abstract void AddTo(LabeledImages images, int label);
}

/// <summary>The bytes of an image file.</summary>
internal sealed class EncodedContent(byte[] bytes, IImageDecoder decoder) : ImageContent
{
    private int _width;
    private int _height;

    public override long Length => bytes.Length;

    public override int ShorterSide => Math.Min(_width, _height);

    public override byte[][] Squares(ImageFormat format, RgbImage scratch)
    {
        Decode(scratch, format.LeastShorterSide);
        return format.Squares(scratch);
    }

    public override void Check(ImageFormat format, RgbImage scratch) => Decode(scratch, leastShorterSide: 1);

    public override void AddTo(LabeledImages images, int label) => images.AddEncoded(bytes, _width, _height, label);

    private void Decode(RgbImage scratch, int leastShorterSide)
    {
        decoder.Decode(bytes, scratch, leastShorterSide);
        (_width, _height) = (scratch.FullWidth, scratch.FullHeight);
    }
}

/// <summary>Pixels of any size.</summary>
internal sealed class DecodedContent(RgbImage image) : ImageContent
{
    private RgbImage _image = image;

    public override long Length => _image.Pixels.Length;

    public override int ShorterSide => Math.Min(_image.Width, _image.Height);

    public override byte[][] Squares(ImageFormat format, RgbImage scratch) => format.Squares(_image);

    public override void Check(ImageFormat format, RgbImage scratch)
    {
        if (ShorterSide > format.MuchLarger)
        {
            _image = _image.Resized(format.MuchLarger);
        }
    }

    public override void AddTo(LabeledImages images, int label) => images.Add(_image.Pixels.ToArray(), _image.Width, _image.Height, label);
}

/// <summary>Pixels of the network's input size, used unchanged.</summary>
internal sealed class SquareContent(byte[] rgb) : ImageContent
{
    public override long Length => rgb.Length;

    public override bool IsDark => rgb.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1) < 0;

    public override byte[][] Squares(ImageFormat format, RgbImage scratch) => [rgb];

    public override void Check(ImageFormat format, RgbImage scratch)
    {
    }

    public override void AddTo(LabeledImages images, int label) => images.Add(rgb, label);
}
