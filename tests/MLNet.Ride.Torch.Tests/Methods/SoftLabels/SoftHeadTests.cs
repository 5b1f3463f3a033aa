using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.SoftLabels;

/// <summary>What soft labels are for, on classes that overlap, so that the frequent ones take the rare one's images.</summary>
public class SoftHeadTests
{
    private const int Seeds = 4;

    [Fact]
    public void The_soft_head_finds_more_of_the_rare_class_than_a_plain_network_of_the_same_schedule()
    {
        double plain = 0, soft = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            LabeledImages images = Grays([150, 60, 15], seed);
            LabeledImages test = Grays([30, 30, 30], 90 + seed);
            RideOptions options = Options(seed);
            plain += RareRecall(images, options, test) / Seeds;
            (options.SoftLabels.Enabled, options.SoftLabels.ClassifierMethod) = (true, "crt");
            (options.Classifier.Epochs, options.Classifier.BatchSize) = (5, 32);
            soft += RareRecall(images, options, test) / Seeds;
        }

        Assert.True(soft > plain + 0.1, $"{plain:F2} {soft:F2}");
    }

    private static double RareRecall(LabeledImages images, RideOptions options, LabeledImages test)
    {
        using RideModel model = RideTraining.Train(images, options, CPU);
        var tally = new AccuracyTally(test.ClassCounts.Count);
        foreach (LabeledBatch batch in EvaluationBatches.Read(test, model.Description.NoAugmentation(), test.Count, default))
        {
            using DisposeScope scope = NewDisposeScope();
            tally.Add(RoutedInference.Run(model, batch.Images(CPU)).Logits, batch.Labels(CPU));
        }

        return tally.Accuracy(images.ClassCounts).Few!.Value;
    }

    private static RideOptions Options(int seed)
    {
        RideOptions options = TinyRide.Options(epochs: 6, seed: seed);
        (options.ExpertCount, options.ReducedWidth, options.Head) = (1, false, HeadKind.Linear);
        (options.Loss.Classification, options.Loss.DeferredReweighting, options.Loss.DiversityFactor) = ("cross-entropy", false, 0);
        options.Optimizer.LearningRate = 0.02;
        return options;
    }

    // One gray for each image: the mean of its class, with a spread as wide as two classes are apart.
    private static LabeledImages Grays(int[] counts, int seed)
    {
        var random = new Random(seed);
        var images = new LabeledImages(TinyRide.ImageSize, counts.Length);
        for (int label = 0; label < counts.Length; label++)
        {
            for (int i = 0; i < counts[label]; i++)
            {
                double gray = 128 + (30 * (label - 1)) + (60 * (random.NextDouble() + random.NextDouble() - 1));
                images.Add([.. Enumerable.Range(0, TinyRide.ImageSize * TinyRide.ImageSize * 3).Select(_ => (byte)Math.Clamp(gray + random.Next(-10, 10), 0, 255))], label);
            }
        }

        return images;
    }
}
