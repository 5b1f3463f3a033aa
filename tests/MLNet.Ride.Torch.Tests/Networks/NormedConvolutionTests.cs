using MLNet.Ride.Torch.Networks.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks;

public sealed class NormedConvolutionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Libtorchs_layers_learn_as_those_of_TorchSharp_bit_for_bit(bool training)
    {
        using DisposeScope scope = NewDisposeScope();
        using Owner owner = new(), other = new();
        var layer = new NormedConvolution(owner, ("conv", "norm"), 2, 4, 3) { Kernels = null };
        _ = new NormedConvolution(other, ("conv", "norm"), 2, 4, 3);
        other.load_state_dict(owner.state_dict());
        Conv2d convolution = other.named_children().Select(child => child.module).OfType<Conv2d>().Single();
        BatchNorm2d norm = other.named_children().Select(child => child.module).OfType<BatchNorm2d>().Single();
        owner.train(training);
        other.train(training);
        using IDisposable gradients = set_grad_enabled(training);
        for (int step = 0; step < 2; step++)
        {
            Tensor images = rand(3, 2, 5, 5);
            Assert.Equal(Bytes(norm.forward(convolution.forward(images))), Bytes(layer.Forward(images)));
        }

        Assert.All(owner.state_dict(), entry => Assert.Equal(Bytes(other.state_dict()[entry.Key]), Bytes(entry.Value)));
        Assert.Equal(training ? 2 : 0, owner.state_dict()["norm.num_batches_tracked"].item<long>());
    }

    private sealed class Owner() : nn.Module(nameof(Owner));

    private static byte[] Bytes(Tensor tensor) => tensor.detach().contiguous().bytes.ToArray();
}
