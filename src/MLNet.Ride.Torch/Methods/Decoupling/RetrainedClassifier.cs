using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>Classifier re-training (cRT): initial weights again, then class-balanced training of the classifier alone.</summary>
/// <remarks>Kang et al., ICLR 2020, section 4.1. Class means have no weights to re-train; a linear classifier takes their place.</remarks>
internal sealed class RetrainedClassifier : IClassifierMethod
{
    public bool HasEpochs => true;

    public HeadKind HeadFor(HeadKind trained, ClassifierOptions options)
        => trained is HeadKind.Cosine or HeadKind.ScaledCosine ? HeadKind.Cosine : HeadKind.Linear;

    public void Begin(RideModel model, ClassifierTask task) => model.ReplaceHeads(HeadFor(model.Description.Head, task.Options), task.Seed);

    public IEnumerable<Parameter> Learned(RideModel model) => model.Network.Backbone.Heads.SelectMany(head => head.parameters());
}
