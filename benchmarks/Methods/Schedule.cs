using MLNet.Ride;
using MLNet.Ride.Torch.Options;

namespace Methods;

/// <summary>
/// What all methods share, so that the rows of the table differ by method alone: network, epochs, batches, learning rates, augmentation. Of
/// several experts each has the reduced width. What is deferred begins with the first step of the learning rate, which is in proportion to the batch.
/// </summary>
internal sealed record Schedule(string Backbone, int Epochs, int BatchSize, IReadOnlyList<double> Steps, double StepFactor, int Seed)
{
    private const int PublishedBatch = 128;
    private const int FullEpochs = 100;

    /// <summary>The settings of a method on this schedule.</summary>
    public RideTrainer.Options Options(Method method)
    {
        RideTrainer.Options options = method.Recipe();
        options.Backbone = Backbone;
        options.Epochs = Epochs;
        options.BatchSize = BatchSize;
        options.Seed = Seed;
        options.ReducedWidth = options.ExpertCount > 1;
        options.Optimizer = RideTrainer.Options.Cifar100LT().Optimizer;
        options.Optimizer.LearningRate *= (double)BatchSize / PublishedBatch;
        options.Optimizer.StepFractions = Steps;
        options.Optimizer.StepFactor = StepFactor;
        options.Distillation.WarmUpFraction = options.Optimizer.WarmUpFraction;
        options.Loss.ReweightAfterEpoch = (int)(Steps[0] * Epochs);
        options.Augmentation = new AugmentationOptions();
        if (options.SoftLabels.Enabled)
        {
            options.Classifier.Epochs = ClassifierEpochs;
        }

        method.Change(options);
        return options;
    }

    /// <summary>Settings of new classifiers on this schedule: as published, or for half as long as a short training.</summary>
    public ClassifierOptions Shortened(ClassifierOptions classifier)
    {
        classifier.Epochs = ClassifierEpochs;
        return classifier;
    }

    private int? ClassifierEpochs => Epochs < FullEpochs ? Math.Max(1, Epochs / 2) : null;
}
