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

    /// <summary>Checks that the image can be decoded, and prepares it for adding at full size.</summary>
    public abstract void Check(RgbImage scratch);

    /// <summary>Adds the image at full size, after <see cref="Check"/>.</summary>
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
        Check(scratch);
        return format.Squares(scratch);
    }

    public override void Check(RgbImage scratch)
    {
        decoder.Decode(bytes, scratch);
        (_width, _height) = (scratch.Width, scratch.Height);
    }

    public override void AddTo(LabeledImages images, int label) => images.AddEncoded(bytes, _width, _height, label);
}

/// <summary>Pixels of any size.</summary>
internal sealed class DecodedContent(RgbImage image) : ImageContent
{
    public override long Length => image.Pixels.Length;

    public override int ShorterSide => Math.Min(image.Width, image.Height);

    public override byte[][] Squares(ImageFormat format, RgbImage scratch) => format.Squares(image);

    public override void Check(RgbImage scratch)
    {
    }

    public override void AddTo(LabeledImages images, int label) => images.Add(image.Pixels.ToArray(), image.Width, image.Height, label);
}

/// <summary>Pixels of the network's input size, used unchanged.</summary>
internal sealed class SquareContent(byte[] rgb) : ImageContent
{
    public override long Length => rgb.Length;

    public override bool IsDark => rgb.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)1) < 0;

    public override byte[][] Squares(ImageFormat format, RgbImage scratch) => [rgb];

    public override void Check(RgbImage scratch)
    {
    }

    public override void AddTo(LabeledImages images, int label) => images.Add(rgb, label);
}
