using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Methods.Distillation;

/// <summary>Training with DiVE, and the distribution that it reports.</summary>
public class VirtualExamplesTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([120, 30, 6], TinyRide.ImageSize);

    [Fact]
    public void The_distribution_is_the_sum_of_the_flattened_predictions()
    {
        using RideModel teacher = TinyRide.Model(3);
        teacher.Evaluate();

        VirtualExamples examples = VirtualExamples.Of(teacher, Images, temperature: 2, power: 0.5);

        double[] expected = new double[3];
        using (torch.no_grad())
        {
            foreach (LabeledBatch batch in EvaluationBatches.Read(Images, teacher.Description.NoAugmentation(), 50, default))
            {
                using var scope = torch.NewDisposeScope();
                foreach (float[] z in teacher.Network.forward(batch.Images(torch.CPU)).Floats().Chunk(3))
                {
                    double[] raised = [.. z.Select(value => Math.Sqrt(Math.Exp((value - z.Max()) / 2)))];
                    expected = [.. expected.Zip(raised, (sum, value) => sum + (value / raised.Sum()))];
                }
            }
        }

        Assert.All(expected.Zip(examples.ByClass), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.Equal(Images.Count, examples.ByClass.Sum(), 1e-3);
        Assert.Equal([120, 30, 6], examples.TrainingCounts);
        Assert.Equal(new VirtualExampleBucket(1, 120, examples.ByClass[0]), examples.Many);
        Assert.Equal(new VirtualExampleBucket(1, 30, examples.ByClass[1]), examples.Medium);
        Assert.Equal(new VirtualExampleBucket(1, 6, examples.ByClass[2]), examples.Few);
    }

    [Fact]
    public void The_buckets_are_means_and_those_that_are_empty_are_absent()
    {
        var examples = new VirtualExamples([30, 10, 2], [20, 12, 10]);

        Assert.Null(examples.Many);
        Assert.Equal(new VirtualExampleBucket(2, 6, 11), examples.Few);
        Assert.Equal("Virtual examples per class: medium 20.0 of 30.0 images, few 11.0 of 6.0 images.", examples.ToString());
    }

    [Fact]
    public void A_teacher_of_balanced_softmax_has_flatter_virtual_examples_than_the_class_counts()
    {
        RideOptions options = Options(epochs: 3);
        var log = new List<string>();

        TrainedModel student = RideTraining.Run(Images, options, torch.CPU, inputs: new TrainingInputs { Log = log.Add });
        student.Model.Dispose();

        VirtualExamples examples = student.VirtualExamples!;
        Assert.Equal(Images.Count, examples.ByClass.Sum(), 1e-2);
        Assert.True(examples.ByClass[0] < 120 && examples.ByClass[2] > 6, examples.ToString());
        Assert.True(Spread(examples.ByClass) < Spread([120, 30, 6]) / 2, examples.ToString());
        Assert.Contains(examples.ToString(), log);
    }

    [Fact]
    public void A_distilled_student_is_not_one_of_self_distillation_and_the_seed_decides()
    {
        RideOptions options = Options(epochs: 1);
        using RideModel first = RideTraining.Train(Images, options, torch.CPU);
        using RideModel second = RideTraining.Train(Images, options, torch.CPU);
        options.Distillation.Method = DistillationMethod.SelfDistillation;
        TrainedModel run = RideTraining.Run(Images, options, torch.CPU);
        using RideModel other = run.Model;

        Assert.Equal(Stem(first), Stem(second));
        Assert.NotEqual(Stem(first), Stem(other));
        Assert.Null(run.VirtualExamples);
    }

    [Fact]
    public void A_run_that_was_interrupted_goes_on_to_the_same_student_and_distribution()
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options(epochs: 2);
        TrainedModel whole = RideTraining.Run(Images, options, torch.CPU);
        options.Checkpoints.Folder = folder.Folder;
        foreach (string stage in (string[])["teacher", "experts"])
        {
            InterruptedRun.Until(report => report.Stage == stage && report.Epoch == 2, Images, options);
        }

        TrainedModel resumed = RideTraining.Run(Images, options, torch.CPU);
        TrainedModel again = RideTraining.Run(Images, options, torch.CPU);

        Assert.Equal(Stem(whole.Model), Stem(resumed.Model));
        Assert.Equal(whole.VirtualExamples!.ByClass, resumed.VirtualExamples!.ByClass);
        Assert.Equal(whole.VirtualExamples.ByClass, again.VirtualExamples!.ByClass);
        Array.ForEach([whole, resumed, again], run => run.Model.Dispose());
    }

    [Theory]
    [InlineData("classifier")]
    [InlineData("routing")]
    public void A_run_that_goes_on_without_its_teacher_has_the_distribution_yet(string stage)
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options(epochs: 1);
        (options.ExpertCount, options.Routing.Enabled, options.Routing.Epochs, options.Checkpoints.Folder) = (2, true, 1, folder.Folder);
        (options.Classifier.Method, options.Classifier.Epochs, options.Classifier.BatchSize) = ("lws", 1, 64);
        var log = new List<string>();
        InterruptedRun.Until(report => report.Stage == stage, Images, options, new TrainingInputs { Log = log.Add });

        TrainedModel resumed = RideTraining.Run(Images, options, torch.CPU);
        resumed.Model.Dispose();

        Assert.Equal(Images.Count, resumed.VirtualExamples!.ByClass.Sum(), 1e-2);
        Assert.Contains(resumed.VirtualExamples.ToString(), log);
    }

    [Theory]
    [InlineData("Distillation.Alpha (0.5 in the checkpoint, 0.4 now)")]
    [InlineData("Distillation.Power (0.5 in the checkpoint, 1 now)")]
    [InlineData("Distillation.Temperature (null in the checkpoint, 2 now)")]
    [InlineData("Distillation.Method (\"VirtualExamples\" in the checkpoint, \"SelfDistillation\" now)")]
    public void A_run_goes_on_with_the_settings_it_had_only(string difference)
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options(epochs: 1);
        options.Checkpoints.Folder = folder.Folder;
        RideTraining.Train(Images, options, torch.CPU).Dispose();
        DistillationOptions distillation = options.Distillation;
        switch (difference.Split('.', ' ')[1])
        {
            case nameof(distillation.Alpha): distillation.Alpha = 0.4; break;
            case nameof(distillation.Power): distillation.Power = 1; break;
            case nameof(distillation.Temperature): distillation.Temperature = 2; break;
            default: distillation.Method = DistillationMethod.SelfDistillation; break;
        }

        Assert.Contains(difference, Assert.Throws<InvalidDataException>(() => RideTraining.Train(Images, options, torch.CPU)).Message);
    }

    [Fact]
    public void Several_experts_learn_from_virtual_examples_too()
    {
        RideOptions options = Options(epochs: 1);
        (options.ExpertCount, options.Routing.Enabled, options.Loss.Classification) = (2, true, "ldam");

        TrainedModel student = RideTraining.Run(Images, options, torch.CPU);
        using RideModel model = student.Model;

        Assert.NotNull(student.VirtualExamples);
        Assert.NotNull(model.Router);
    }

    [Fact]
    public void Images_that_do_not_fit_the_teacher_are_refused()
    {
        using RideModel teacher = TinyRide.Model(4);

        Assert.Contains("and 4 classes", Assert.Throws<ArgumentException>(() => VirtualExamples.Of(teacher, Images)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => VirtualExamples.Of(teacher, Images, power: 2));
    }

    private static RideOptions Options(int epochs)
    {
        RideOptions options = TinyRide.Options(epochs);
        (options.ExpertCount, options.ReducedWidth, options.Head) = (1, false, HeadKind.Linear);
        (options.Loss.Classification, options.Loss.DeferredReweighting, options.Loss.DiversityFactor) = ("balanced-softmax", false, 0);
        (options.Distillation.Method, options.Distillation.TeacherExperts) = (DistillationMethod.VirtualExamples, 1);
        return options;
    }

    private static double Spread(IEnumerable<double> values) => values.Max() / values.Min();

    private static float[] Stem(RideModel model) => model.State()["backbone.conv1.weight"].Floats();
}
