using System.Text.Json;
using System.Text.Json.Nodes;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Training.Checkpoints;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("teacher", 2, 3)]
    [InlineData("experts", 1, 2)]
    [InlineData("experts", 2, 5)]
    [InlineData("routing", 2, 2)]
    [InlineData("teacher", 2, 3, "mixup")]
    [InlineData("experts", 2, 3, "cutmix")]
    [InlineData("experts", 1, 2, "cmo")]
    [InlineData("routing", 1, 2, "cmo")]
    public void A_canceled_run_goes_on_to_the_same_weights(string stage, int epoch, int step, string? mixing = null)
    {
        RideOptions options = Options(everyEpochs: 2);
        if (mixing is not null)
        {
            options.Mixing.Method = mixing;
            options.Augmentation.Policy = "rand-augment";
            options.Augmentation.CutoutSize = 2;
            options.Optimizer.Schedule = "cosine";
            options.Optimizer.AverageDecay = 0.8;
        }

        options.Distillation.TeacherExperts = 3;
        InterruptedRun.GoesOnToTheSameWeights((stage, epoch, step), Images, options);
    }

    [Theory]
    [InlineData("experts", 2, 6)]
    [InlineData("classifier", 1, 5)]
    public void Epochs_of_the_largest_class_are_longer_and_go_on_too(string stage, int epoch, int step)
    {
        RideOptions options = Options();
        (options.Sampling.Sampler, options.Sampling.EpochLength, options.Mixing.Method) = ("square-root", EpochLength.LargestClass, "cmo");
        (options.Classifier.Method, options.Classifier.EpochLength, options.Classifier.Epochs, options.Classifier.BatchSize) = ("lws", EpochLength.LargestClass, 1, 20);

        ProgressRecorder whole = InterruptedRun.GoesOnToTheSameWeights((stage, epoch, step), Images, options);

        Assert.Equal(8, whole.Reports.First(report => report.Stage == "experts").StepCount); // 40·3 images in batches of 16
        Assert.Equal(6, whole.Reports.First(report => report.Stage == "classifier").StepCount); // and of 20
    }

    [Theory]
    [InlineData(OptimizerAlgorithm.Sgd, 2, 0, "experts", 2, 3)]
    [InlineData(OptimizerAlgorithm.AdamW, 1, 0.9, "experts", 2, 2)]
    [InlineData(OptimizerAlgorithm.AdamW, 3, 0.9, "experts", 1, 4)]
    [InlineData(OptimizerAlgorithm.AdamW, 3, 0.9, "experts", 2, 5)]
    public void So_does_one_with_another_optimizer_and_accumulated_gradients(
        OptimizerAlgorithm algorithm, int accumulationSteps, double averageDecay, string stage, int epoch, int step)
    {
        RideOptions options = Options();
        (options.Optimizer.Algorithm, options.Optimizer.AccumulationSteps, options.Optimizer.AverageDecay) = (algorithm, accumulationSteps, averageDecay);
        (options.Optimizer.LearningRate, options.Optimizer.GradientClipping) = (1e-3, 1);

        InterruptedRun.GoesOnToTheSameWeights((stage, epoch, step), Images, options);
    }

    [Fact]
    public void A_setting_that_is_newer_than_the_checkpoint_has_its_default()
    {
        InterruptedRun.Until(report => report.Epoch == 2, Images, Options());
        string path = _folder.File("training.safetensors");
        CheckpointCard card = CheckpointFile.ReadCard(path);
        JsonObject older = JsonSerializer.SerializeToNode(card.Options)!.AsObject();
        older.Remove(nameof(RideOptions.HeadStart));
        older[nameof(RideOptions.Optimizer)]!.AsObject().Remove(nameof(OptimizerOptions.Algorithm));
        using (torch.NewDisposeScope())
        {
            CheckpointFile.Write(path, card with { Options = JsonSerializer.SerializeToElement(older) }, CheckpointFile.ReadTensors(path));
        }

        Assert.Contains("Optimizer.Algorithm (\"Sgd\" in the checkpoint, \"AdamW\" now)", Refused(Images, o => o.Optimizer.Algorithm = OptimizerAlgorithm.AdamW));
        using RideModel resumed = RideTraining.Train(Images, Options(), torch.CPU);

        RideOptions options = Options();
        options.Checkpoints.Folder = null;
        using RideModel whole = RideTraining.Train(Images, options, torch.CPU);
        Assert.Equal(Values(whole), Values(resumed));
    }

    [Fact]
    public void A_run_from_a_model_does_not_go_on_without_it()
    {
        using RideModel initial = TinyRide.Model(3);
        var inputs = new TrainingInputs { InitialModel = initial, InitialClasses = [0, 1, 2] };
        using RideModel first = RideTraining.Train(Images, Options(), torch.CPU, inputs: inputs);
        using RideModel again = RideTraining.Train(Images, Options(), torch.CPU, inputs: inputs);

        var error = Assert.Throws<InvalidDataException>(() => RideTraining.Train(Images, Options(), torch.CPU));

        Assert.Contains("InitialModel", error.Message, StringComparison.Ordinal);
        Assert.Equal(Values(first), Values(again));
    }

    [Fact]
    public void A_finished_run_gives_its_model_at_once()
    {
        using RideModel first = RideTraining.Train(Images, Options(), torch.CPU);
        var progress = new ProgressRecorder();

        using RideModel second = RideTraining.Train(Images, Options(), torch.CPU, progress);

        Assert.Empty(progress.Reports);
        Assert.Equal(Values(first), Values(second));
    }

    [Fact]
    public void A_run_without_a_seed_goes_on_with_the_one_it_drew()
    {
        RideOptions options = Options();
        options.Seed = null;
        using RideModel first = RideTraining.Train(Images, options, torch.CPU);
        using RideModel second = RideTraining.Train(Images, options, torch.CPU);

        Assert.Equal(Values(first), Values(second));
    }

    [Fact]
    public void Resume_can_be_switched_off()
    {
        RideTraining.Train(Images, Options(), torch.CPU).Dispose();
        RideOptions options = Options();
        options.Checkpoints.Resume = false;
        options.Seed = 2;
        var progress = new ProgressRecorder();

        RideTraining.Train(Images, options, torch.CPU, progress).Dispose();

        Assert.Equal(("experts", 1, 1), (progress.Reports[0].Stage, progress.Reports[0].Epoch, progress.Reports[0].Step));
    }

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_with_what_differs()
    {
        RideTraining.Train(Images, Options(), torch.CPU).Dispose();

        Assert.Contains("Optimizer.LearningRate (0.1 in the checkpoint, 0.2 now)", Refused(Images, o => o.Optimizer.LearningRate = 0.2));
        Assert.Contains("ExpertCount (2 in the checkpoint, 3 now); Head (\"Cosine\" in the checkpoint, \"Linear\" now)", Refused(Images, o =>
        {
            o.ExpertCount = 3;
            o.Head = HeadKind.Linear;
        }));
        Assert.Contains("Seed (1 in the checkpoint, 2 now)", Refused(Images, o => o.Seed = 2));
        Assert.Contains("choose another Checkpoints.Folder", Refused(Images, o => o.Epochs = 9));
    }

    [Theory]
    [InlineData(new[] { 40, 20, 11 }, 1)]
    [InlineData(new[] { 20, 40, 10 }, 1)]
    [InlineData(new[] { 40, 20, 10 }, 5)]
    public void A_run_on_other_images_has_a_folder_of_its_own(int[] counts, int seed)
    {
        using LabeledImages others = DrawnImages.Create(counts, TinyRide.ImageSize, seed: seed);
        RideTraining.Train(Images, Options(), torch.CPU).Dispose();
        var log = new List<string>();

        RideTraining.Train(others, Options(), torch.CPU, inputs: new() { Log = log.Add }).Dispose();

        string own = Assert.Single(Directory.GetDirectories(Path.GetDirectoryName(_folder.File("training.safetensors"))!));
        Assert.Contains($"The checkpoint '{_folder.File("training.safetensors")}' belongs to a run on other images. This run uses '{Path.Combine(own, "training.safetensors")}'.", log);
        foreach (LabeledImages images in new[] { Images, others })
        {
            var progress = new ProgressRecorder();
            RideTraining.Train(images, Options(), torch.CPU, progress).Dispose();
            Assert.Empty(progress.Reports);
        }
    }

    [Fact]
    public void A_checkpoint_of_a_stage_that_the_run_does_not_have_is_refused()
    {
        InterruptedRun.Until(report => report.Epoch == 2, Images, Options());
        string path = _folder.File("training.safetensors");
        CheckpointCard card = CheckpointFile.ReadCard(path);
        using (torch.NewDisposeScope())
        {
            CheckpointFile.Write(path, card with { Stage = "classifier" }, CheckpointFile.ReadTensors(path));
        }

        Assert.Contains("stage 'classifier', which this run does not have", Refused(Images));
    }

    [Fact]
    public void How_often_checkpoints_are_written_is_no_difference()
    {
        RideTraining.Train(Images, Options(), torch.CPU).Dispose();
        var progress = new ProgressRecorder();

        RideTraining.Train(Images, Options(everyEpochs: 7), torch.CPU, progress).Dispose();

        Assert.Empty(progress.Reports);
    }

    [Fact]
    public void A_resumed_run_decodes_the_images_alone_that_it_has_not_learned_from()
    {
        // As many images as tell sets apart, so that telling them apart decodes each once; four batches make an epoch.
        const int Count = 64;
        RideOptions options = TinyRide.Options(epochs: 2);
        options.Checkpoints.Folder = _folder.Folder;
        var decoder = new CountingDecoder();
        using LabeledImages images = decoder.Images(Count, TinyRide.ImageSize);
        InterruptedRun.Until(report => (report.Epoch, report.Step) == (2, 3), images, options);
        int before = decoder.Count;

        RideTraining.Train(images, options, torch.CPU).Dispose();

        Assert.Equal(Count + options.BatchSize, decoder.Count - before);
    }

    [Fact]
    public void A_checkpoint_is_written_after_every_so_many_epochs_and_at_the_end_of_a_stage()
    {
        RideOptions options = Options(everyEpochs: 2);
        var written = new List<(string, int, DateTime?)>();
        var progress = new ProgressRecorder(report =>
        {
            if (report.Step == 1)
            {
                var file = new FileInfo(_folder.File("training.safetensors"));
                written.Add((report.Stage, report.Epoch, file.Exists ? file.LastWriteTimeUtc : null));
            }
        });

        RideTraining.Train(Images, options, torch.CPU, progress).Dispose();

        Assert.Equal([("experts", 1), ("experts", 2), ("experts", 3), ("routing", 1), ("routing", 2)], written.Select(w => (w.Item1, w.Item2)));
        DateTime?[] times = [.. written.Select(w => w.Item3)];
        Assert.Equal([null, null], times[..2]);
        Assert.NotNull(times[2]);
        Assert.True(times[3] > times[2]);
        Assert.Equal(times[3], times[4]);
    }

    private string Refused(LabeledImages images, Action<RideOptions>? change = null)
    {
        RideOptions options = Options();
        change?.Invoke(options);
        return Assert.Throws<InvalidDataException>(() => RideTraining.Train(images, options, torch.CPU)).Message;
    }

    private RideOptions Options(int everyEpochs = 1)
    {
        RideOptions options = TinyRide.Options(epochs: 3, routing: true);
        options.Checkpoints.Folder = _folder.Folder;
        options.Checkpoints.EveryEpochs = everyEpochs;
        return options;
    }

    internal static Dictionary<string, byte[]> Values(RideModel model)
        => model.State().ToDictionary(entry => entry.Key, entry => entry.Value.detach().cpu().contiguous().bytes.ToArray());
}
