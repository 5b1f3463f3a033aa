using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>
/// Nearest class mean (NCM): replaces the classifier by the class means of the training images' features, computed without augmentation.
/// </summary>
/// <remarks>Kang et al., ICLR 2020, section 4.2.</remarks>
internal sealed class NearestClassMean : IClassifierMethod
{
    public string ReasonAgainstRouting
        => "Classifier.Method 'ncm' produces distances to class means instead of learned logits, so routers cannot learn whether an image is classified correctly.";

    public HeadKind HeadFor(HeadKind trained, ClassifierOptions options)
        => options.MeanDistance == NearestMeanDistance.Cosine ? HeadKind.CosineNearestMean
            : options.MeanFeatures == NearestMeanFeatures.Plain ? HeadKind.NearestMean
            : HeadKind.NormalizedNearestMean;

    public void Begin(RideModel model, ClassifierTask task)
    {
        model.ReplaceHeads(HeadFor(model.Description.Head, task.Options), task.Seed);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] centers = Parts(model, NearestMean.Center);
        if (task.Options.MeanFeatures == NearestMeanFeatures.CenteredNormalized)
        {
            Copy(ClassSums.Of(model, task, (features, _) => features).Select(sums => sums.sum([0]).Over(task.Images.Count)), centers);
        }

        Tensor[] sums = ClassSums.Of(model, task, (features, expert) => task.Options.MeanFeatures == NearestMeanFeatures.Plain
            ? features
            : CosineLinear.Normalized(features.sub(centers[expert]), 1));
        Tensor counts = tensor([.. task.Images.ClassCounts.Select(count => (double)count)], [sums[0].size(0), 1], device: model.Device);
        Copy(sums.Select(ofExpert => ofExpert.div(counts)), Parts(model, NearestMean.Means));
    }

    private static Tensor[] Parts(RideModel model, string name) => [.. model.Network.Backbone.Heads.Select(head => (Tensor)head.Parameter(name))];

    private static void Copy(IEnumerable<Tensor> values, Tensor[] parts)
    {
        foreach ((Tensor part, Tensor value) in parts.Zip(values))
        {
            part.copy_(value);
        }
    }
}
