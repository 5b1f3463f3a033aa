using MLNet.Ride.Torch.Models;

namespace MLNet.Ride.Images;

/// <summary>What images are brought to before they are scored.</summary>
/// <param name="Size">Height and width S of the square that the network sees.</param>
/// <param name="ResizeShorterSide">Length of the shorter side before the square in the middle is cut out; none takes the whole image.</param>
internal readonly record struct ImageFormat(int Size, int? ResizeShorterSide)
{
    public static ImageFormat Of(ModelDescription network) => new(network.ImageSize, network.ResizeShorterSide);
}
