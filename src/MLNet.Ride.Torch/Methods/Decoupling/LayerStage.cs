using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>
/// Trains the classifiers of all experts together with the last stages of their networks, or with all of them, each expert with its own cross-entropy. It is an
/// <see cref="ExpertStage"/> with the settings of a classifier method.
/// </summary>
internal static class LayerStage
{
    /// <param name="name">Name of the stage, which determines its random numbers.</param>
    /// <param name="model">A model prepared by the method's Begin.</param>
    /// <param name="method">Tells which stages learn.</param>
    /// <param name="task">Settings and images.</param>
    public static ExpertStage Create(string name, RideModel model, IClassifierMethod method, ClassifierTask task)
    {
        ClassifierOptions own = task.Options;
        ClassifierEpochs published = method.Published;
        return new(name, model, task.Images, new()
        {
            Epochs = own.Epochs ?? published.Count,
            BatchSize = own.BatchSize ?? published.BatchSize,
            Loss = new()
            {
                Classification = Options.Losses.CrossEntropy,
                LabelSmoothing = own.LabelSmoothing ?? published.LabelSmoothing,
                DeferredReweighting = false,
                DiversityFactor = 0,
            },
            Sampling = new() { Sampler = own.Sampler ?? published.Sampler, Power = own.Power, EpochLength = own.EpochLength },
            Optimizer = new()
            {
                LearningRate = own.LearningRate ?? published.LearningRate,
                Momentum = own.Momentum,
                Nesterov = false,
                WeightDecay = own.WeightDecay ?? published.WeightDecay,
                Schedule = LearningRateSchedules.Cosine,
                WarmUpFraction = 0,
            },
            FineTuning = new() { FrozenStages = Math.Max(0, model.Network.Backbone.Stages.Count - method.LearnedStages) },
        });
    }
}
