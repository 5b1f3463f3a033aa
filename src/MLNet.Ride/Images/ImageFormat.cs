using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Images;

/// <summary>The input format of the network.</summary>
/// <param name="Size">Height and width S of the network's square input.</param>
/// <param name="ResizeShorterSide">Length of the shorter side before the central square is cropped; none uses the whole image.</param>
/// <param name="FiveCrops">Whether the squares in the corners are used in addition to the central one.</param>
internal readonly record struct ImageFormat(int Size, int? ResizeShorterSide, bool FiveCrops = false)
{
    public static ImageFormat Of(ModelDescription network, TestTimeAugmentation augmentation = TestTimeAugmentation.None)
        => new(network.ImageSize, network.ResizeShorterSide, augmentation.Crops() > 1);

    private const int OftenEnough = 4;

    /// <summary>Length in pixels beyond which an image's shorter side is much larger than the network's input.</summary>
    public int MuchLarger => OftenEnough * Size;

    /// <summary>Length in pixels from which on the shorter side of an image makes no visible difference.</summary>
    public int LeastShorterSide => new SquareImage(Size, ResizeShorterSide).LeastShorterSide;

    /// <summary>The network's input pixels: one square, or five.</summary>
    public byte[][] Squares(RgbImage image)
        => FiveCrops ? image.ToFiveCrops(Size, ResizeShorterSide!.Value) : [image.ToSquare(Size, ResizeShorterSide)];
}
