using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// Draws initial weights from a dedicated generator, so that they depend only on the seed and on nothing else in the process.
/// </summary>
internal static class InitialWeights
{
    /// <summary>As in the published networks for small images: Kaiming normal (fan in) for convolutions and linear layers.</summary>
    public static void KaimingFanIn(nn.Module root, Generator generator)
        => Draw(root, generator, KaimingFanIn, KaimingFanIn);

    /// <summary>
    /// As in the published networks for large images: normal(0, √(2/(k²·out))) for k×k convolutions; PyTorch's default for linear layers.
    /// </summary>
    public static void NormalFanOut(nn.Module root, Generator generator)
        => Draw(
            root,
            generator,
            (weight, source) => weight.normal_(0, Math.Sqrt(2.0 / (weight.size(0) * weight.size(2) * weight.size(3))), source),
            (weight, source) => weight.uniform_(-1 / Math.Sqrt(FanIn(weight)), 1 / Math.Sqrt(FanIn(weight)), source));

    private static void Draw(nn.Module root, Generator generator, Action<Tensor, Generator> convolution, Action<Tensor, Generator> linear)
    {
        using IDisposable noGradient = no_grad();
        foreach (nn.Module module in root.modules().Prepend(root).Distinct())
        {
            switch (module)
            {
                case Conv2d:
                    Draw(module, convolution, generator);
                    break;
                case Linear:
                    Draw(module, linear, generator);
                    break;
                case CosineLinear cosine:
                    cosine.DrawInitialWeights(generator);
                    break;
                case CausalLinear causal:
                    causal.DrawInitialWeights(generator);
                    break;
            }
        }
    }

    private static void Draw(nn.Module module, Action<Tensor, Generator> draw, Generator generator)
    {
        Tensor weight = module.Parameter("weight");
        draw(weight, generator);
        module.get_parameter("bias")?.uniform_(-1 / Math.Sqrt(FanIn(weight)), 1 / Math.Sqrt(FanIn(weight)), generator);
    }

    private static void KaimingFanIn(Tensor weight, Generator generator) => weight.normal_(0, Math.Sqrt(2 / FanIn(weight)), generator);

    private static double FanIn(Tensor weight) => weight.shape.Skip(1).Aggregate(1L, (product, size) => product * size);
}
