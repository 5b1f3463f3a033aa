using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>
/// Label over-smoothing (LOS): trains the trained classifier further on images as they occur, with cross-entropy of labels that are smoothed until they are almost
/// uniform: 1 − ε + ε/C for the true class, ε/C for the others, ε = 0.98. Logits shrink, and the share of a class in the labels becomes
/// (1 − ε)·π_c + ε/C, almost the same for all, although the class frequencies are not used.
/// </summary>
/// <remarks>
/// Sun et al., "Rethinking classifier re-training in long-tailed recognition: label over-smooth can balance", ICLR 2025; epochs, batch size, rate, and weight decay
/// are those of their code for CIFAR-100-LT.
/// </remarks>
internal sealed class LabelOverSmoothing : IClassifierMethod
{
    public bool HasEpochs => true;

    public ClassifierEpochs Published { get; } = new(20, 64, 5e-4, 0, Samplers.InstanceBalanced, 0.98);

    public HeadKind HeadFor(HeadKind trained, ClassifierOptions options)
        => trained switch
        {
            HeadKind.Linear or HeadKind.Cosine or HeadKind.ScaledLinear or HeadKind.ScaledCosine => trained,
            HeadKind.Causal => throw CausalLinear.Kept(Classifiers.Los),
            _ => throw new ArgumentException(
                "Classifier.Method 'los' trains the weights of a classifier further, but class means have none: use the model from before 'ncm', or another method.",
                "Classifier.Method"),
        };

    public void Begin(RideModel model, ClassifierTask task)
        => model.ReplaceHeads(HeadFor(model.Description.Head, task.Options), task.Seed, "weight", "bias", ScaledLinear.Scales);

    public IEnumerable<Parameter> Learned(RideModel model) => model.Network.Backbone.Heads.SelectMany(head => head.parameters());
}
