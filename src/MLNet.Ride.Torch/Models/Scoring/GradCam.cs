using MLNet.Ride.Torch.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>
/// Gradient-weighted class activation maps: the last feature maps of an expert, weighted by the mean gradients of a class's logit, where the sum is positive.
/// The mean of the experts is a network whose last maps are those of all experts.
/// </summary>
/// <remarks>Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization", ICCV 2017, equations 1 and 2.</remarks>
internal static class GradCam
{
    /// <param name="model">Model of images in evaluation mode.</param>
    /// <param name="image">Normalized image [1, 3, S, S] on the model's device.</param>
    /// <param name="label">The class; <see langword="null"/> for the most probable one.</param>
    public static HeatMaps Of(RideModel model, Tensor image, int? label)
    {
        using DisposeScope scope = NewDisposeScope();
        RoutedLogits routed = RoutedInference.Run(model, image);
        float[] probabilities = routed.Logits.softmax(1).cpu().data<float>().ToArray();
        int explained = label ?? (int)routed.Logits.argmax(1).cpu().item<long>();
        Tensor[] sums = Sums(model, image, explained, routed.ReadExpertsUsed()[0]);
        return new(explained, probabilities, [.. sums.Select(Heat)], Heat(model.EnsembleLogits(sums)));

        float[] Heat(Tensor sum)
        {
            Tensor positive = sum.relu();
            Tensor large = nn.functional.interpolate(positive, size: [image.size(2), image.size(3)], mode: InterpolationMode.Bilinear, align_corners: false);
            float[] values = large.cpu().contiguous().data<float>().ToArray();
            float most = values.Max();
            return most > 0 ? Array.ConvertAll(values, value => value / most) : values;
        }
    }

    /// <summary>Weighted sums [1, 1, h, w] of the maps of each expert used. Gradients need no pass through the layers below the maps.</summary>
    private static Tensor[] Sums(RideModel model, Tensor image, int label, int used)
    {
        ExpertBackbone backbone = model.Network.Backbone;
        Tensor[] maps = Maps(backbone, image, used);
        Tensor logits = stack([.. maps.Select((map, expert) => backbone.Classify(map, expert)[0, label])]).sum();
        IList<Tensor> gradients = autograd.grad([logits], maps);
        using IDisposable noGradient = no_grad();
        return [.. maps.Zip(gradients, (map, gradient) => gradient.mean([2, 3], true).mul(map).sum(1, true))];
    }

    private static Tensor[] Maps(ExpertBackbone backbone, Tensor image, int used)
    {
        using IDisposable noGradient = no_grad();
        Tensor shared = backbone.Shared(image);
        return [.. Enumerable.Range(0, used).Select(expert => backbone.Expert(shared, expert).to_type(ScalarType.Float32).detach().clone().requires_grad_(true))];
    }
}
