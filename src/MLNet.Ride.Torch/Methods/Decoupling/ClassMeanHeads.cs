using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>
/// Begins the classifiers of a network with given weights as class means: w_c is the direction of the mean of x/‖x‖ over the training images of
/// class c, without augmentation; x are powers of the features, if a cosine classifier takes those. A linear classifier has the weights s·w_c, with s = CosineScale / (mean of ‖x‖), so that its logits are as large as those
/// of a cosine classifier, and no bias.
/// </summary>
/// <remarks>
/// Experts that are copies of one network would have the same classifier, the same gradient, and thus the same weights forever. Those after the first
/// therefore add a tenth of a random direction, that of the classifier that they were created with.
/// </remarks>
internal static class ClassMeanHeads
{
    private const double RandomPart = 0.1;

    /// <param name="model">The network, with linear or cosine classifiers; they are overwritten.</param>
    /// <param name="task">The training images.</param>
    public static void Begin(RideModel model, ClassifierTask task)
    {
        task.Log?.Invoke($"The classifiers start as class means of {task.Images.Count} images.");
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        bool cosine = HeadLayers.HasClassesLast(model.Description.Head);
        double power = cosine ? model.Description.CosinePower : 1;
        Tensor[] sums = ClassSums.Of(model, task, (features, _) => cat([CosineLinear.Directions(features, power), features.norm(1, true)], 1));
        Tensor? first = null;
        foreach ((nn.Module head, Tensor ofExpert) in model.Network.Backbone.Heads.Zip(sums))
        {
            int features = model.Network.Backbone.FeatureCount;
            Tensor means = CosineLinear.Normalized(ofExpert.narrow(1, 0, features), 1);
            double meanNorm = ofExpert.select(1, features).sum().item<double>() / task.Images.Count;
            first ??= means;
            Tensor weight = head.Parameter("weight");
            Tensor weights = cosine ? weight.t() : weight;
            if (!ReferenceEquals(first, means) && first.allclose(means))
            {
                means = CosineLinear.Normalized(means.Plus(CosineLinear.Normalized(weights, 1), RandomPart), 1);
            }

            weights.copy_(cosine ? means : means.Times(model.Description.CosineScale / meanNorm));
            head.get_parameter("bias")?.zero_();
        }

        model.Network.UnfoldBatchNorm();
    }
}
