using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Onnx;
using MLNet.Ride.Torch.Options;

namespace Speed.Ride;

/// <summary>The export that ONNX Runtime scores with.</summary>
internal static class OnnxFile
{
    /// <summary>Writes all experts of an untrained network, or a trained model with its routing.</summary>
    public static void Write(Measurement what, FileInfo? model, FileInfo onnx)
    {
        using RideModel network = RideNetworks.Create(RideNetworks.Options(what, Precision.Float32), model);
        network.SaveOnnx(onnx.FullName);
    }
}
