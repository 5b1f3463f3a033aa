using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>
/// Classifier retraining (cRT): resets the classifier to initial weights, then trains it with class-balanced sampling, alone or with layers below it.
/// </summary>
/// <remarks>
/// Kang et al., ICLR 2020, section 4.1; with layers, Table 1: the last block and the classifier (here the last stage, of which each expert has its own), or
/// everything at a tenth of the learning rate. Class means have no weights to retrain; a linear classifier replaces them.
/// </remarks>
internal sealed class RetrainedClassifier : IClassifierMethod
{
    public bool HasEpochs => true;

    public int LearnedStages { get; init; }

    public ClassifierEpochs Published { get; init; } = ClassifierEpochs.ClassBalanced;

    public HeadKind HeadFor(HeadKind trained, ClassifierOptions options)
        => trained is HeadKind.Cosine or HeadKind.ScaledCosine ? HeadKind.Cosine : HeadKind.Linear;

    public void Begin(RideModel model, ClassifierTask task) => model.ReplaceHeads(HeadFor(model.Description.Head, task.Options), task.Seed);

    public IEnumerable<Parameter> Learned(RideModel model) => model.Network.Backbone.Heads.SelectMany(head => head.parameters());
}
