using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods;

/// <summary>Covariances of features, shrunk toward a multiple of the identity.</summary>
internal static class ShrunkCovariance
{
    // Rare classes and long feature vectors leave too few images for the covariance itself; from 0.1 to 0.7, little depends on the share.
    private const double Shrinkage = 0.5;

    /// <summary>The inverse of (1 − a)·Σ + a·v·I with the mean variance v, in the caller's dispose scope.</summary>
    /// <param name="covariance">Σ [F, F] in double precision.</param>
    public static Tensor InverseOf(Tensor covariance)
    {
        Tensor variance = covariance.diagonal().mean();
        Tensor identity = eye(covariance.size(0), dtype: ScalarType.Float64, device: covariance.device);
        return linalg.inv(covariance.Times(1 - Shrinkage).Add(identity.mul(variance), Shrinkage));
    }
}
