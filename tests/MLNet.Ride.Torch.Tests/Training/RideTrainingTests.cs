using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

public class RideTrainingTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void Learns_to_tell_colors_apart()
    {
        const int PerClass = 20;
        var progress = new ProgressRecorder();

        RideModel model = RideTraining.Train(Images, TinyRide.Options(epochs: 8), torch.CPU, progress);

        using var scorer = new RideScorer(model, torch.CPU);
        float[] probabilities = scorer.Score(DrawnImages.Test(3, PerClass, TinyRide.ImageSize)).Probabilities;
        int right = probabilities.Chunk(3).Where((row, i) => Array.IndexOf(row, row.Max()) == i % 3).Count();
        List<TrainingProgress> ends = [.. progress.Reports.Where(report => report.EndsEpoch)];
        Assert.True(right > 0.6 * 3 * PerClass, $"{right} of {3 * PerClass} right");
        Assert.Equal(8, ends.Count);
        Assert.True(ends[6].Loss < 0.7 * ends[0].Loss, string.Join(" ", ends.Select(end => end.Loss)));
    }

    [Fact]
    public void Reports_every_step_of_both_stages()
    {
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, TinyRide.Options(epochs: 2, routing: true), torch.CPU, progress);

        Assert.Equal(
            [("experts", 1, 5), ("experts", 2, 5), ("routing", 1, 3), ("routing", 2, 3)],
            progress.Reports.Where(report => report.EndsEpoch).Select(report => (report.Stage, report.Epoch, report.Step)));
        Assert.Equal(16, progress.Reports.Count);
        Assert.Equal([0.01, 0.005], progress.Reports.Where(r => r.Stage == "routing" && r.EndsEpoch).Select(r => Math.Round(r.LearningRate, 9)));
        Assert.All(progress.Reports, report => Assert.True(report.ImagesPerSecond > 0 && double.IsFinite(report.Loss)));
        Assert.NotNull(model.Router);
        Assert.Equal(3, model.Description.RouterTopLogits);
        Assert.Equal([40, 20, 10], model.Description.TrainingCounts);
    }

    [Fact]
    public void The_seed_decides_the_weights()
    {
        Dictionary<string, float[]> first = TrainedWeights(1);

        Assert.Equal(first, TrainedWeights(1));
        Assert.NotEqual(first["backbone.conv1.weight"], TrainedWeights(2)["backbone.conv1.weight"]);
    }

    [Fact]
    public void Routing_leaves_the_experts_as_they_were()
    {
        Dictionary<string, float[]> without = TrainedWeights(1, routing: false);
        Dictionary<string, float[]> with = TrainedWeights(1);

        Assert.All(without, entry => Assert.Equal(entry.Value, with[entry.Key]));
        Assert.True(with.Count > without.Count);
    }

    [Theory]
    [InlineData("experts")]
    [InlineData("routing")]
    public void Cancelling_stops_within_a_step_and_leaves_nothing(string stage)
    {
        using var source = new CancellationTokenSource();
        var progress = new ProgressRecorder(report =>
        {
            if (report.Stage == stage && report.Step == 2)
            {
                source.Cancel();
            }
        });

        TensorCount.AssertNoneLeft(
            () =>
            {
                var error = Assert.Throws<OperationCanceledException>(
                    () => RideTraining.Train(Images, TinyRide.Options(routing: true), torch.CPU, progress, source.Token));
                Assert.Equal(source.Token, error.CancellationToken);
            },
            () => TinyRide.Model(3, routing: stage == "routing").Dispose());

        Assert.Equal((stage, 2), (progress.Reports[^1].Stage, progress.Reports[^1].Step));
    }

    [Theory]
    [InlineData("experts", "Optimizer.LearningRate")]
    [InlineData("routing", "Routing.LearningRate")]
    public void A_diverging_run_says_where_and_what_to_try(string stage, string toTry)
    {
        RideOptions options = TinyRide.Options(routing: true);
        options.Optimizer.LearningRate = stage == "experts" ? 1e30 : 0.1;
        options.Routing.LearningRate = stage == "routing" ? 1e30 : 0.01;

        TensorCount.AssertNoneLeft(
            () =>
            {
                var error = Assert.Throws<InvalidOperationException>(() => RideTraining.Train(Images, options, torch.CPU));
                Assert.Contains($"stage '{stage}', epoch 1", error.Message);
                Assert.Contains(toTry, error.Message);
            },
            () => TinyRide.Model(3, routing: stage == "routing").Dispose());
    }

    [Fact]
    public void Training_and_scoring_leave_no_tensors()
    {
        TensorCount.AssertNoneLeft(
            () =>
            {
                using var scorer = new RideScorer(RideTraining.Train(Images, TinyRide.Options(routing: true), torch.CPU), torch.CPU);
                scorer.Score(DrawnImages.Test(3, 2, TinyRide.ImageSize));
            },
            () => TinyRide.Model(3, routing: true).Dispose());
    }

    [Fact]
    public void A_trained_model_holds_no_gradients()
    {
        using RideModel model = RideTraining.Train(Images, TinyRide.Options(routing: true), torch.CPU);

        Assert.All(model.Network.parameters().Concat(model.Router!.parameters()), parameter => Assert.Null(parameter.grad));
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(1000, 3)] // only every third of so many images
    public void The_log_tells_what_routing_saves_on_the_validation_images(int imagesOfClass, int step)
    {
        var log = new List<string>();
        using LabeledImages validation = DrawnImages.Create([imagesOfClass, imagesOfClass, imagesOfClass], TinyRide.ImageSize, seed: 9);
        RideModel model = RideTraining.Train(Images, TinyRide.Options(routing: true), torch.CPU, inputs: new() { Validation = validation, Log = log.Add });
        using var scorer = new RideScorer(model, torch.CPU);

        int[] used = scorer.Score([.. Enumerable.Range(0, validation.Count / step).Select(i => validation.Pixels(i * step).ToArray())]).ExpertsUsed;

        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Routing uses {used.Average():F2} of 2 experts per validation image: {model.Cost.MeanMacs(used) / 1e6:N1} of {model.Cost.Macs / 1e6:N1} million MACs."),
            log);
    }

    [Fact]
    public void A_model_whose_weights_the_last_step_spoiled_is_not_given()
    {
        RideOptions options = TinyRide.Options();
        (options.Optimizer.WarmUpEpochs, options.Optimizer.LearningRate, options.BatchSize) = (0, 1e38, Images.Count);

        var error = Assert.Throws<InvalidOperationException>(() => RideTraining.Train(Images, options, torch.CPU));

        Assert.Contains("are not finite in stage 'experts', epoch 1, step 1", error.Message);
        Assert.Contains("There is no checkpoint to resume from, because Checkpoints.Folder is not set.", error.Message);
    }

    [Fact]
    public void Keeps_the_model_when_the_caller_has_a_dispose_scope()
    {
        RideModel model;
        using (torch.NewDisposeScope())
        {
            model = RideTraining.Train(Images, TinyRide.Options(routing: true), torch.CPU);
        }

        using var scorer = new RideScorer(model, torch.CPU);
        Assert.Equal(6, scorer.Score(DrawnImages.Test(3, 2, TinyRide.ImageSize)).ExpertsUsed.Length);
    }

    [Fact]
    public void A_single_plain_expert_can_be_trained_on_leftovers_of_one_image()
    {
        LabeledImages images = DrawnImages.Create([20, 13], TinyRide.ImageSize);
        RideOptions options = TinyRide.Options();
        options.ExpertCount = 1;
        options.ReducedWidth = false;
        options.Head = HeadKind.Linear;
        options.Loss.Classification = "cross-entropy";
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(images, options, torch.CPU, progress);

        Assert.Equal(2, progress.Reports.Count);
    }

    [Fact]
    public void Refuses_images_that_cannot_be_trained_on()
    {
        Assert.Contains("8×8 pixels, but ImageSize is 32", Error(Images, new RideOptions()));
        Assert.Contains("no training images", Error(new LabeledImages(8, 3), TinyRide.Options()));
        Assert.Contains("belong to one class", Error(DrawnImages.Create([4], 8), TinyRide.Options()));
        Assert.Contains("2 of 4 classes have no training images (indices from 0: 1, 3)", Error(DrawnImages.Create([4, 0, 2, 0], 8), TinyRide.Options()));

        static string Error(LabeledImages images, RideOptions options)
            => Assert.Throws<ArgumentException>(() => RideTraining.Train(images, options, torch.CPU)).Message;
    }

    [Fact]
    public void Trains_on_encoded_images_from_a_file_as_from_memory()
    {
        RideOptions options = TinyRide.Options(routing: true);
        options.Augmentation.RandomResizedCrop = true;
        options.Augmentation.CenterCrop = 0.8;
        using LabeledImages inMemory = ScaledDecoder.Images(40, TinyRide.ImageSize, 10);
        using LabeledImages inFile = ScaledDecoder.Images(40, TinyRide.ImageSize, 10, memoryBudget: 0);

        using RideModel first = RideTraining.Train(inMemory, options, torch.CPU);
        using RideModel second = RideTraining.Train(inFile, options, torch.CPU);

        Assert.Equal(10, first.Description.ResizeShorterSide);
        Assert.NotNull(inFile.TemporaryFile);
        Assert.Equal(first.State()["backbone.conv1.weight"].data<float>().ToArray(), second.State()["backbone.conv1.weight"].data<float>().ToArray());
    }

    [Fact]
    public void Refuses_images_prepared_in_another_way_than_the_model_says()
    {
        using LabeledImages images = ScaledDecoder.Images(10, TinyRide.ImageSize, 10);

        string message = Assert.Throws<ArgumentException>(() => RideTraining.Train(images, TinyRide.Options(), torch.CPU)).Message;

        Assert.Contains("created with resizeShorterSide = 10, but Augmentation.CenterCrop requires null", message);
    }

    private static Dictionary<string, float[]> TrainedWeights(int seed, bool routing = true)
    {
        using RideModel model = RideTraining.Train(Images, TinyRide.Options(routing: routing, seed: seed), torch.CPU);
        return model.State()
            .Where(entry => entry.Value.dtype == torch.ScalarType.Float32)
            .ToDictionary(entry => entry.Key, entry => entry.Value.data<float>().ToArray());
    }
}
