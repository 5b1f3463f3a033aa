using MLNet.Ride.Torch.Methods.SelfSupervision;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SelfSupervision;

public sealed class MomentumEncoderTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _generator = new(1);
    private readonly RideModel _followed = TinyRide.Model(3);
    private readonly FeatureHead _projection;
    private readonly FeatureHead _ownProjection;
    private readonly MomentumEncoder _encoder;

    public MomentumEncoderTests()
    {
        int features = _followed.Network.Backbone.FeatureCount;
        _projection = new FeatureHead(_generator, features, features, 5);
        _ownProjection = new FeatureHead(_generator, features, features, 5);
        _encoder = new MomentumEncoder(_followed, _projection, _ownProjection, 0.75, CPU);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _projection.Dispose();
        _followed.Dispose();
        _generator.Dispose();
        _scope.Dispose();
    }

    [Fact]
    public void Begins_with_the_values_that_it_follows()
    {
        Assert.Equal(Values(_followed.Network, _projection), Values(_encoder.Model.Network, _ownProjection));
    }

    [Fact]
    public void Follows_by_its_momentum()
    {
        float[] old = Values(_followed.Network, _projection);
        using (no_grad())
        {
            foreach (Tensor parameter in _followed.Network.parameters().Concat(_projection.parameters()))
            {
                parameter.add_(1);
            }
        }

        _encoder.Update();
        _encoder.Update();

        // 1 − 0.75² of the way
        Close.Values([.. old.Select(value => value + (1 - 0.5625f))], Values(_encoder.Model.Network, _ownProjection), 1e-5, "parameters");
    }

    [Fact]
    public void Its_keys_have_unit_length_and_no_gradient()
    {
        Tensor keys = _encoder.Keys(ones(2, 3, TinyRide.ImageSize, TinyRide.ImageSize));

        Assert.Equal([2, 5], keys.shape);
        Close.Values([1, 1], keys.norm(1).data<float>().ToArray(), 1e-5, "norms");
        Assert.False(keys.requires_grad);
        Assert.All(_encoder.Model.Network.parameters().Concat(_ownProjection.parameters()), parameter => Assert.False(parameter.requires_grad));
    }

    private static float[] Values(nn.Module network, nn.Module projection)
        => [.. network.parameters().Concat(projection.parameters()).SelectMany(parameter => parameter.detach().data<float>().ToArray())];
}
