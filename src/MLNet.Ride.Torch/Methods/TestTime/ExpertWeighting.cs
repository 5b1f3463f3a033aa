using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Sampling;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.TestTime;

/// <summary>
/// Learns from unlabeled images how much to trust each expert: weights w = softmax(v) that maximize the agreement between the predictions
/// for two views of an image, measured as the mean cosine similarity of softmax(Σ_k w_k·z^k). An expert is more stable on the classes it
/// knows best, so the weights adapt to the class frequencies of these images.
/// </summary>
/// <remarks>
/// Zhang et al., "Self-supervised aggregation of diverse experts for test-agnostic long-tailed recognition", NeurIPS 2022, section 4.2. It
/// is intended for specialized experts, such as those of the losses <c>sade</c> and <c>balpoe</c>. As published, it stops after an epoch in
/// which a weight falls below 0.05, so that no expert is lost.
/// </remarks>
internal static class ExpertWeighting
{
    private const int Views = 2;
    private const double LeastWeight = 0.05;
    private const double Momentum = 0.9;
    private const double WeightDecay = 5e-4;

    /// <summary>Learns the weights; the model is not modified.</summary>
    /// <param name="model">A trained model with two or more experts and no routers, in evaluation mode.</param>
    /// <param name="images">Images like those to be scored, of the model's size; their labels are ignored.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the learning.</param>
    /// <returns>The weights, for <see cref="RideModel.WeightExperts"/>. The same seed gives the same weights.</returns>
    /// <exception cref="ArgumentException">
    /// The model has one expert, or routers; a setting is out of range; or the images do not fit the model.
    /// </exception>
    /// <exception cref="InvalidOperationException">The logits are not finite: the weights of the model may be damaged.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public static ExpertWeightingReport Learn(
        RideModel model, LabeledImages images, ExpertWeightingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(images);
        options ??= new ExpertWeightingOptions();
        options.Validate();
        Check(model.Description);
        TrainingImages.CheckFit(images, model.Description.ImageSize, model.Description.ClassCount, "The set of images", nameof(images));

        AugmentationOptions augmentation = options.Augmentation.Copy();
        (augmentation.Mean, augmentation.StandardDeviation) = (model.Description.Mean, model.Description.StandardDeviation);
        int seed = options.Seed ?? Random.Shared.Next();
        var plan = new BatchPlan(images.Count, options.BatchSize, 1);
        using var feed = new BatchFeed(
            images,
            new ImageAugmenter(augmentation, images.ImageSize),
            new InstanceBalancedSampler(images.Count),
            plan,
            Enumerable.Range(1, options.Epochs).Select(epoch => (epoch, EpochRandom.Create(seed, "views", epoch))),
            Views);
        using var values = new Parameter(zeros(model.Description.ExpertCount, device: model.Device));
        values.DetachFromDisposeScope();
        var momentum = new Options.OptimizerOptions { LearningRate = options.LearningRate, Momentum = Momentum, WeightDecay = WeightDecay };
        using var optimizer = new StageOptimizer([values], momentum, new WarmUpStepSchedule(0, [], 1));
        var stability = new List<double>();
        double[] weights;
        do
        {
            double sum = 0;
            for (int i = 0; i < plan.BatchCount; i++)
            {
                LabeledBatch batch = feed.Next(cancellationToken);
                sum += Step(model, batch, values, optimizer) * batch.Count;
                feed.Return(batch);
            }

            stability.Add(double.IsFinite(sum)
                ? sum / images.Count
                : throw new InvalidOperationException("The experts' logits are not finite: the weights of the model may be damaged."));
            weights = Softmax(values);
        }
        while (stability.Count < options.Epochs && weights.Min() >= LeastWeight);

        return new ExpertWeightingReport(weights, stability, images.Count);
    }

    /// <summary>Checks that a model's experts can be weighted.</summary>
    /// <param name="model">The model's description.</param>
    /// <exception cref="ArgumentException">The model has one expert, or routers; the message says so.</exception>
    public static void Check(ModelDescription model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.ExpertCount < 2)
        {
            throw new ArgumentException("The model has only one expert, so there is nothing to weight: train with ExpertCount = 2 or more.", nameof(model));
        }

        if (model.RouterTopLogits > 0)
        {
            throw new ArgumentException(RideModel.RoutedNotWeighted, nameof(model));
        }
    }

    // Returns the mean similarity in the batch.
    private static double Step(RideModel model, LabeledBatch batch, Parameter values, StageOptimizer optimizer)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor experts;
        using (no_grad())
        {
            experts = stack(model.Network.Experts(batch.Images(model.Device)));
        }

        Tensor predictions = experts.mul(values.softmax(0).view(-1, 1, 1)).sum([0]).softmax(1);
        Tensor similarity = Similarity(predictions.narrow(0, 0, batch.Count), predictions.narrow(0, batch.Count, batch.Count));
        optimizer.Step(similarity.neg());
        return similarity.item<float>();
    }

    // Probabilities of C classes have a norm of at least 1/√C, so there is no division by 0.
    private static Tensor Similarity(Tensor p, Tensor q)
        => p.mul(q).sum(1).div(p.Power(2).sum(1).mul(q.Power(2).sum(1)).sqrt()).mean();

    private static double[] Softmax(Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        return values.detach().to_type(ScalarType.Float64).softmax(0).cpu().data<double>().ToArray();
    }
}
