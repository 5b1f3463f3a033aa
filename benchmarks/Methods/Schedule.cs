using MLNet.Ride;

namespace Methods;

/// <summary>What all methods share, so that the rows of the table differ by method alone. All experts have the reduced width.</summary>
internal sealed record Schedule(string Backbone, int Epochs, int BatchSize, IReadOnlyList<double> Steps, double StepFactor, int Seed)
{
    private const int PublishedBatch = 128;

    /// <summary>The settings of a method on this schedule: what is deferred begins with the first step, and the learning rate is in proportion to the batch.</summary>
    public RideTrainer.Options Options(Method method)
    {
        RideTrainer.Options options = method.Options();
        RideTrainer.Options shared = RideTrainer.Options.Cifar100LT();
        options.Backbone = Backbone;
        options.Epochs = Epochs;
        options.BatchSize = BatchSize;
        options.Seed = Seed;
        options.ReducedWidth = options.ExpertCount > 1;
        options.Optimizer.LearningRate = shared.Optimizer.LearningRate * BatchSize / PublishedBatch;
        options.Optimizer.Nesterov = shared.Optimizer.Nesterov;
        options.Optimizer.WeightDecay = shared.Optimizer.WeightDecay;
        options.Optimizer.WarmUpFraction = shared.Optimizer.WarmUpFraction;
        options.Optimizer.StepFractions = Steps;
        options.Optimizer.StepFactor = StepFactor;
        options.Loss.ReweightAfterEpoch = (int)(Steps[0] * Epochs);
        return options;
    }
}
