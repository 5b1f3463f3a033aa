using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>Learnable weight scaling (LWS): keeps the trained classifier and learns a scale for each class, starting from 1.</summary>
/// <remarks>Kang et al., ICLR 2020, section 4.4; half as many epochs as cRT, as in their code for all sets.</remarks>
internal sealed class LearnableWeightScaling : IClassifierMethod
{
    public bool HasEpochs => true;

    public ClassifierEpochs Published { get; } = ClassifierEpochs.ClassBalanced with { Count = 5 };

    public HeadKind HeadFor(HeadKind trained, ClassifierOptions options)
        => trained switch
        {
            HeadKind.Linear or HeadKind.ScaledLinear => HeadKind.ScaledLinear,
            HeadKind.Cosine or HeadKind.ScaledCosine => HeadKind.ScaledCosine,
            HeadKind.Causal => throw CausalLinear.Kept(Classifiers.Lws),
            _ => throw new ArgumentException(
                "Classifier.Method 'lws' scales the weights of a classifier, but class means have none: use the model from before 'ncm', or another method.",
                "Classifier.Method"),
        };

    public void Begin(RideModel model, ClassifierTask task)
        => model.ReplaceHeads(HeadFor(model.Description.Head, task.Options), task.Seed, "weight", "bias");

    public IEnumerable<Parameter> Learned(RideModel model) => model.Network.Backbone.Heads.Select(head => head.Parameter(ScaledLinear.Scales));
}
