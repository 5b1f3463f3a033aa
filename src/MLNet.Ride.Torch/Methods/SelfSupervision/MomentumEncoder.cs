using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>
/// The encoder of the keys: a network and a projection that follow those of the queries, θ_k ← m·θ_k + (1 − m)·θ_q, without gradients of
/// their own.
/// </summary>
/// <remarks>He et al., CVPR 2020, equation 2. Its batch norm uses the statistics of its own batches.</remarks>
internal sealed class MomentumEncoder : IDisposable
{
    private readonly Parameter[] _followed;
    private readonly Parameter[] _own;
    private readonly FeatureHead _projection;
    private readonly double _momentum;

    /// <param name="followed">The network of the queries, whose initial values this one copies.</param>
    /// <param name="followedProjection">The projection of the queries.</param>
    /// <param name="projection">The projection of the keys, owned by the new object; receives the values of the other projection.</param>
    /// <param name="momentum">m, 0 to 1.</param>
    /// <param name="device">The device of both.</param>
    public MomentumEncoder(RideModel followed, FeatureHead followedProjection, FeatureHead projection, double momentum, Device device)
    {
        Model = followed.Copy();
        Model.To(device);
        _projection = projection;
        _momentum = momentum;
        _followed = [.. followed.Network.parameters(), .. followedProjection.parameters()];
        _own = [.. Model.Network.parameters(), .. projection.parameters()];
        using IDisposable noGradient = no_grad();
        foreach ((Parameter own, Parameter other) in _own.Zip(_followed))
        {
            own.requires_grad = false;
            own.copy_(other);
        }
    }

    /// <summary>The network of the keys.</summary>
    public RideModel Model { get; }

    /// <summary>Updates the weights by one step toward the encoder of the queries.</summary>
    public void Update()
    {
        using IDisposable noGradient = no_grad();
        TensorLists.Blend(_own, _followed, _momentum, 1 - _momentum);
    }

    /// <summary>The keys [n, D], of unit length, of images [n, 3, S, S], without gradient.</summary>
    public Tensor Keys(Tensor images)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        return CosineLinear.Normalized(_projection.forward(ExpertOutputs.Of(Model.Network, images).MeanFeatures()), 1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Model.Dispose();
        _projection.Dispose();
    }
}
