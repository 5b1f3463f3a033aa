using MLNet.Ride.Torch.Models;

namespace MLNet.Ride.Images;

/// <summary>The input format of the network.</summary>
/// <param name="Size">Height and width S of the network's square input.</param>
/// <param name="ResizeShorterSide">Length of the shorter side before the central square is cropped; none uses the whole image.</param>
internal readonly record struct ImageFormat(int Size, int? ResizeShorterSide)
{
    public static ImageFormat Of(ModelDescription network) => new(network.ImageSize, network.ResizeShorterSide);
}
