using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.Distillation;

/// <summary>LFME: teachers of subsets of the classes, at the pace of the student.</summary>
public class MultipleTeachersTests
{
    private static readonly int[] Counts = [130, 115, 30, 24, 8, 6];

    private static readonly LabeledImages Images = DrawnImages.Create(Counts, TinyRide.ImageSize);

    private static readonly LabeledImages Validation = DrawnImages.Create([6, 6, 6, 6, 6, 6], TinyRide.ImageSize, seed: 7);

    [Fact]
    public void Classes_are_divided_by_their_numbers_of_images()
    {
        IReadOnlyList<ClassSubset> subsets = ClassSubset.Of([5, 150, 40, 120, 6, 20, 100]);

        Assert.Equal(["many-shot", "medium-shot", "few-shot"], subsets.Select(subset => subset.Stage));
        Assert.Equal([[1, 3], [2, 5, 6], [0, 4]], subsets.Select(subset => subset.Classes));
        Assert.Equal([135, 160.0 / 3, 5.5], subsets.Select(subset => subset.MeanCount));
        Assert.Equal(["medium-shot"], ClassSubset.Of([150, 40, 30, 8]).Select(subset => subset.Stage)); // one class has nothing to tell apart
        Assert.StartsWith("Distillation.Method = MultipleTeachers needs two classes with", Assert.Throws<ArgumentException>(() => ClassSubset.Of([150, 40, 8])).Message);
    }

    // With θ = 0.3: (1 − accuracy/A)/0.7, from 1 at 0.3·A to 0 at A.
    [Theory]
    [InlineData(0.1, 0.8, 1)]
    [InlineData(0.24, 0.8, 1)]
    [InlineData(0.4, 0.8, 0.5 / 0.7)]
    [InlineData(0.72, 0.8, 0.1 / 0.7)]
    [InlineData(0.8, 0.8, 0)]
    [InlineData(0.9, 0.8, 0)]
    [InlineData(0, 0, 0)]
    public void A_teacher_weighs_less_as_the_student_comes_near(double student, double teacher, double weight)
        => Assert.Equal(weight, TeacherPace.Weight(student, teacher, 0.3), 1e-12);

    [Fact]
    public void Weights_of_teachers_are_measured_once_an_epoch()
    {
        using var pace = new TeacherPace(2);
        pace.Begin(1, () => throw new InvalidOperationException("The first epoch has none."));
        Assert.Equal([1, 1], pace.Weights);
        pace.Begin(2, () => [0.25, 0.5]);
        pace.Begin(2, () => [0, 0]);
        Assert.Equal([0.25f, 0.5f], pace.Weights);

        using var resumed = new TeacherPace(2);
        resumed.State.copy_(pace.State);
        resumed.Begin(2, () => [0, 0]);
        Assert.Equal([0.25f, 0.5f], resumed.Weights);
    }

    [Fact]
    public void Confidences_of_a_class_become_weights_from_the_least_to_one()
    {
        Assert.Equal([0.5f, 0.75f, 1], InstancePace.Scaled([0.2f, 0.6f, 1], 0.5).Select(weight => MathF.Round(weight, 5)));
        Assert.Equal([1f, 1], InstancePace.Scaled([0.2f, 0.2f], 0.5));
    }

    [Fact]
    public void Weights_of_hard_images_grow_until_half_of_the_epochs()
    {
        using var pace = new InstancePace([0.2f, 1, 0.6f], 10, CPU);
        using DisposeScope scope = NewDisposeScope();
        Tensor indices = tensor((long[])[2, 0]);

        Close.Values([0.68f, 0.36f], pace.Weights(indices, 1).Floats(), 1e-6, "epoch 1"); // 0.6 + 0.4/5, 0.2 + 0.8/5
        Close.Values([0.92f, 0.84f], pace.Weights(indices, 4).Floats(), 1e-6, "epoch 4");
        Close.Values([1, 1], pace.Weights(indices, 5).Floats(), 1e-6, "epoch 5");
        Close.Values([1, 1], pace.Weights(indices, 9).Floats(), 1e-6, "epoch 9");
    }

    [Fact]
    public void Images_of_classes_with_few_images_begin_at_once_and_hard_ones_of_the_others_later()
    {
        RideOptions options = Options();
        using RideModel student = RideModel.Create(ModelDescription.Of(options, Counts), 1);
        using var teachers = new SubsetTeachers(student, Images, options, 1, CPU, weightsGiven: false);
        foreach (RideModel teacher in teachers.Models.Values)
        {
            teacher.Evaluate();
        }

        using InstancePace pace = InstancePace.Of(teachers.Subsets, teachers.Models, Images, epochs: 1000);
        using Tensor all = arange(Images.Count), now = pace.Weights(all, 1);
        float[] weights = now.Floats();

        for (int label = 0; label < Counts.Length; label++)
        {
            float[] own = [.. Enumerable.Range(0, Images.Count).Where(i => Images.Label(i) == label).Select(i => weights[i])];
            double least = new[] { 7 / 122.5, 7 / 27.0, 1 }[label / 2];
            Assert.Equal(least + ((1 - least) * 0.002), own.Min(), 1e-5);
            Assert.Equal(1, own.Max(), 1e-5);
        }
    }

    [Fact]
    public void The_loss_is_that_of_the_paper()
    {
        double[][] z = [[0.3, -1, 0.8, 2, 0.1], [1.5, 0.2, -0.7, 0, 0.4]], teacher = [[1, -2, 0.5, 0.5, 3], [0, 1, 2, -1, 0.3]]; // subset by subset
        ClassSubset[] subsets = [new("a", [3, 0], 1, _ => null), new("b", [1, 4, 2], 1, _ => null)];
        int[] labels = [2, 0];
        using var ofLabels = new ExpertLoss(Options().Loss, [5, 4, 3, 2, 1], 10);
        using var pace = new TeacherPace(2);
        pace.Begin(2, () => [0.25, 0.5]);
        using var instances = new InstancePace([1, 0.2f, 0.6f], 10, CPU);
        using var loss = new SelfPacedLoss(ofLabels, subsets, 2, pace, () => instances, CPU);
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Matrix(z).requires_grad_();
        var batch = new BatchLabels(tensor(Array.ConvertAll(labels, label => (long)label))) { Indices = tensor((long[])[1, 2]) };

        double expected = 0;
        for (int i = 0; i < 2; i++)
        {
            expected -= Math.Log(Softmax(z[i], 1)[labels[i]]) / 2;
            expected += 0.25 / 2 * Divergence(teacher[i][..2], [z[i][3], z[i][0]], 2);
            expected += 0.5 / 2 * Divergence(teacher[i][2..], [z[i][1], z[i][4], z[i][2]], 2);
        }

        Assert.Equal(expected, loss.Compute([logits], Matrix(teacher), batch, 4).item<float>(), 1e-5);

        pace.Begin(3, () => [0, 0]);
        loss.Compute([logits], Matrix(teacher), batch, 4).backward();
        double[] weights = [0.2 + (0.8 * 0.8), 0.6 + (0.4 * 0.8)];
        IEnumerable<float> gradient = z.SelectMany((row, i) => Softmax(row, 1).Select((p, c) => (float)(weights[i] * (p - (c == labels[i] ? 1 : 0)) / 2)));
        Close.Values([.. gradient], logits.grad!.Floats(), 1e-5, "gradient");
    }

    [Fact]
    public void Teachers_learn_their_classes_before_the_student_which_is_a_network_like_others()
    {
        RideOptions options = Options();
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, options, CPU, progress, inputs: new() { Validation = Validation });
        options.Distillation = new();
        using RideModel alone = RideTraining.Train(Images, options, CPU, inputs: new() { Validation = Validation });

        Assert.Equal(
            [("many-shot", 9), ("medium-shot", 2), ("few-shot", 1), ("experts", 11)],
            progress.Reports.GroupBy(report => report.Stage).Select(stage => (stage.Key, stage.First().StepCount))); // 245, 54, 14, and all 313 images in batches of 30
        Assert.All(progress.Reports, report => Assert.True(report.Validation is null || report.Stage == "experts"));
        Assert.Equal(alone.State().Keys, model.State().Keys);
        Assert.NotEqual(ResumeTests.Values(alone).Values, ResumeTests.Values(model).Values);
    }

    [Theory]
    [InlineData("many-shot", 2, 3)]
    [InlineData("medium-shot", 1, 1)]
    [InlineData("experts", 2, 4)]
    public void A_canceled_run_goes_on_to_the_same_weights(string stage, int epoch, int step)
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options();
        (options.Checkpoints.Folder, options.Validation.Fraction) = (folder.Folder, 0.1);
        options.BatchSize = 40;

        InterruptedRun.GoesOnToTheSameWeights((stage, epoch, step), Images, options);
    }

    [Fact]
    public void Nothing_is_left_of_the_teachers()
    {
        RideOptions options = Options();
        options.Epochs = 1;

        TensorCount.AssertNoneLeft(
            () => RideTraining.Train(Images, options, CPU, inputs: new() { Validation = Validation }).Dispose(),
            () =>
            {
                using RideModel student = RideModel.Create(ModelDescription.Of(options, Counts), 1);
                using var teachers = new SubsetTeachers(student, Images, options, 1, CPU, weightsGiven: false);
                _ = teachers.Models;
            });
    }

    [Fact]
    public void Validation_images_and_teachers_of_subsets_are_needed()
    {
        RideOptions options = Options();
        Assert.StartsWith(
            "Distillation.Method = MultipleTeachers compares student and teachers on validation images: set Validation.Fraction",
            Assert.Throws<ArgumentException>(() => RideTraining.Train(Images, options, CPU)).Message);

        options.Distillation.TeacherExperts = null;
        Assert.StartsWith(
            "Distillation.Method = MultipleTeachers trains teachers for subsets of the classes, but a teacher of all classes is given",
            Assert.Throws<ArgumentException>(() => RideTraining.Check(options, teacherGiven: true)).Message);
    }

    [Fact]
    public void Images_of_classes_have_the_places_of_their_classes_as_labels()
    {
        LabeledImages own = Images.OfClasses([4, 1]);

        Assert.Equal([8, 115], own.ClassCounts);
        int[] places = [.. Enumerable.Range(0, Images.Count).Where(i => Images.Label(i) is 1 or 4)];
        Assert.All(Enumerable.Range(0, own.Count), i =>
        {
            Assert.Equal(Images.Label(places[i]) == 4 ? 0 : 1, own.Label(i));
            Assert.Equal(Images.Pixels(places[i]).ToArray(), own.Pixels(i).ToArray());
        });
    }

    private static RideOptions Options()
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        (options.ExpertCount, options.Head, options.BatchSize) = (1, HeadKind.Linear, 30);
        options.Loss = new() { Classification = "cross-entropy", DeferredReweighting = false, DiversityFactor = 0 };
        options.Sampling.Sampler = Samplers.ClassBalanced;
        (options.Distillation.Method, options.Distillation.TeacherExperts) = (DistillationMethod.MultipleTeachers, 1);
        return options;
    }

    private static Tensor Matrix(double[][] rows) => stack([.. rows.Select(row => tensor(Array.ConvertAll(row, value => (float)value)))]);

    private static double[] Softmax(double[] values, double temperature)
    {
        double[] powers = Array.ConvertAll(values, value => Math.Exp(value / temperature));
        return Array.ConvertAll(powers, power => power / powers.Sum());
    }

    private static double Divergence(double[] teacher, double[] student, double temperature)
        => Softmax(teacher, temperature).Zip(Softmax(student, temperature), (p, q) => p * Math.Log(p / q)).Sum();
}
