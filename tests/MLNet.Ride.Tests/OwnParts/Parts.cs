using MLNet.Ride.Torch.Imaging.Policies;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Tests.OwnParts;

internal sealed class SamplerInOrder(int epochLength) : IEpochSampler
{
    public int EpochLength => epochLength;

    public int[] Draw(int epoch, Random random) => Used.Note<int[]>(Used.Sampler, [.. Enumerable.Range(0, epochLength)]);
}

internal sealed class InvertingPolicy : IAugmentationPolicy
{
    private readonly PixelOperation _invert = PixelOperationRegistry.All.Find("invert");

    public PolicyStep[] Draw(Random random) => Used.Note<PolicyStep[]>(Used.Policy, [new(_invert, 0)]);
}

internal sealed class ConstantSchedule : LearningRateSchedule
{
    public override double Factor(int epoch) => Used.Note(Used.Schedule, 1);
}

/// <summary>Classifiers that begin with weights of 0 and are trained again.</summary>
internal sealed class ZeroedClassifier : IClassifierMethod
{
    public bool HasEpochs => true;

    public HeadKind HeadFor(HeadKind trained, ClassifierOptions options) => HeadKind.Linear;

    public void Begin(RideModel model, ClassifierTask task)
    {
        model.ReplaceHeads(HeadKind.Linear, task.Seed);
        using IDisposable noGradient = no_grad();
        foreach (Parameter parameter in Learned(model))
        {
            parameter.zero_();
        }
    }

    public IEnumerable<Parameter> Learned(RideModel model) => Used.Note(Used.Classifier, model.Network.Backbone.Heads.SelectMany(head => head.parameters()));
}

internal sealed class SmallFeaturesTask : IAuxiliaryTask
{
    public double Weight => 0.1;

    public IEnumerable<Parameter> Parameters => [];

    public IReadOnlyDictionary<string, Tensor> FurtherTensors => new Dictionary<string, Tensor>();

    public Tensor Loss(ExpertOutputs outputs, Tensor images, Tensor labels) => Used.Note(Used.Task, outputs.MeanFeatures().pow(2).mean());

    public void Dispose()
    {
    }
}
