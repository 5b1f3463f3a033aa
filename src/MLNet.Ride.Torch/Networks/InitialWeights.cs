using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>Initial weights from a generator of their own, so that the seed alone decides, whatever else runs in the process.</summary>
internal static class InitialWeights
{
    /// <summary>
    /// Kaiming normal (fan in) for convolutions and linear layers, as the published ResNet-32; biases as PyTorch's linear layers,
    /// uniform in ±1/√fan-in; directions of length 1 for cosine classifiers.
    /// </summary>
    public static void Kaiming(nn.Module root, Generator generator)
    {
        using IDisposable noGradient = no_grad();
        foreach (nn.Module module in root.modules())
        {
            switch (module)
            {
                case Conv2d or Linear:
                    Tensor weight = module.get_parameter("weight");
                    double fanIn = weight.shape.Skip(1).Aggregate(1L, (product, size) => product * size);
                    weight.normal_(0, Math.Sqrt(2 / fanIn), generator);
                    module.get_parameter("bias")?.uniform_(-1 / Math.Sqrt(fanIn), 1 / Math.Sqrt(fanIn), generator);
                    break;
                case CosineLinear cosine:
                    cosine.DrawInitialWeights(generator);
                    break;
            }
        }
    }
}
