using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>Rotations by quarters of a turn, counter-clockwise, without interpolation.</summary>
internal static class ImageRotations
{
    public const int Count = 4;

    /// <summary>Rotates all images by 0°, then all by 90°, 180°, and 270°.</summary>
    /// <param name="images">Square images [n, 3, S, S].</param>
    /// <returns>[4n, 3, S, S], channels last.</returns>
    public static Tensor Of(Tensor images)
    {
        using Tensor rows = images.permute(0, 2, 3, 1);
        using Tensor transposed = rows.transpose(1, 2);
        using Tensor quarter = transposed.flip(1);
        using Tensor half = rows.flip(1, 2);
        using Tensor threeQuarters = transposed.flip(2);
        using Tensor all = cat([rows, quarter, half, threeQuarters], 0);
        return all.permute(0, 3, 1, 2);
    }

    /// <summary>The rotations of <see cref="Of"/> in quarters of a turn: int64 [4n].</summary>
    public static Tensor Labels(long count, Device device)
    {
        using Tensor quarters = Arithmetic.Indexes(Count, device);
        using Tensor column = quarters.unsqueeze(1);
        using Tensor table = column.expand(Count, count);
        return table.reshape(-1);
    }
}
