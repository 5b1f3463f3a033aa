using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Methods.Distillation;

public class DistillationTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void A_teacher_is_trained_first_and_is_no_part_of_the_model()
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        options.Distillation.TeacherExperts = 3;
        var progress = new ProgressRecorder();

        using RideModel model = RideTraining.Train(Images, options, torch.CPU, progress);
        using RideModel alone = RideTraining.Train(Images, TinyRide.Options(epochs: 2), torch.CPU);

        Assert.Equal(
            ["teacher 1/2", "teacher 2/2", "experts 1/2", "experts 2/2"],
            progress.Reports.Where(report => report.EndsEpoch).Select(report => $"{report.Stage} {report.Epoch}/{report.EpochCount}"));
        Assert.Equal(2, model.Description.ExpertCount);
        Assert.Equal(alone.State().Keys, model.State().Keys);
        Assert.NotEqual(Stem(alone), Stem(model));
    }

    [Fact]
    public void A_given_teacher_stays_as_it_is()
    {
        using RideModel teacher = TinyRide.Model(3);
        teacher.Evaluate();
        Dictionary<string, float[]> before = Weights(teacher);
        RideOptions options = TinyRide.Options();
        var inputs = new TrainingInputs { Teacher = teacher };
        var progress = new ProgressRecorder();

        using RideModel first = RideTraining.Train(Images, options, torch.CPU, progress, inputs: inputs);
        using RideModel second = RideTraining.Train(Images, options, torch.CPU, inputs: inputs);

        Assert.Equal(["experts"], progress.Reports.Select(report => report.Stage).Distinct());
        Assert.Equal(before, Weights(teacher));
        Assert.Equal(Stem(first), Stem(second));
    }

    [Fact]
    public void Nothing_is_left_of_the_teacher()
    {
        RideOptions options = TinyRide.Options();
        options.Distillation.TeacherExperts = 3;

        TensorCount.AssertNoneLeft(
            () => RideTraining.Train(Images, options, torch.CPU).Dispose(),
            () =>
            {
                using RideModel student = TinyRide.Model(3);
                using RideModel teacher = RideModel.Create(student.Description with { ExpertCount = 3 });
                using RideModel frozen = teacher.Copy();
            });
    }

    [Fact]
    public void The_teacher_sees_its_own_normalization()
    {
        using RideModel model = TinyRide.Model(3);
        ModelDescription student = model.Description with { Mean = [0.3f, 0.5f, 0.2f], StandardDeviation = [0.5f, 0.25f, 0.4f] };
        using Torch.Methods.Distillation.Teacher teacher = Torch.Methods.Distillation.Teacher.CopyOf(model, student, torch.CPU);
        using var scope = torch.NewDisposeScope();
        model.Evaluate();
        byte[] pixels = DrawnImages.Test(3, 1, TinyRide.ImageSize)[0];

        float[] logits = teacher.Logits(Normalized(pixels, student)).Floats();

        Close.Values(model.Network.forward(Normalized(pixels, model.Description)).Floats(), logits, 1e-4, "logits");
    }

    [Fact]
    public void A_run_goes_on_with_the_teacher_it_had_only()
    {
        using var folder = new TemporaryFolder();
        using RideModel teacher = TinyRide.Model(3);
        RideOptions options = TinyRide.Options();
        var inputs = new TrainingInputs { Teacher = teacher };
        options.Checkpoints.Folder = folder.Folder;
        RideTraining.Train(Images, options, torch.CPU, inputs: inputs).Dispose();
        RideTraining.Train(Images, options, torch.CPU, inputs: inputs).Dispose();

        using (torch.no_grad())
        {
            teacher.State()["backbone.conv1.weight"].zero_();
        }

        Assert.Contains("Distillation.Teacher", Assert.Throws<InvalidDataException>(() => RideTraining.Train(Images, options, torch.CPU, inputs: inputs)).Message);
        Assert.Contains("Distillation.Teacher", Assert.Throws<InvalidDataException>(() => RideTraining.Train(Images, options, torch.CPU)).Message);
    }

    [Fact]
    public void A_teacher_of_other_classes_is_refused_before_training()
    {
        using RideModel teacher = TinyRide.Model(4);
        RideOptions options = TinyRide.Options();
        var progress = new ProgressRecorder();

        var error = Assert.Throws<ArgumentException>(
            () => RideTraining.Train(Images, options, torch.CPU, progress, inputs: new TrainingInputs { Teacher = teacher }));

        Assert.StartsWith("The teacher has 4 classes, but the training images have 3", error.Message);
        Assert.Empty(progress.Reports);
    }

    [Fact]
    public void Options_that_cannot_be_meant_are_refused()
    {
        Assert.StartsWith("Distillation.TeacherExperts must be between 1 and 16, but is 0.", Error(o => o.TeacherExperts = 0));
        Assert.StartsWith("Distillation.Temperature must be above 0 and at most 100, but is 0.", Error(o => (o.Temperature, o.TeacherExperts) = (0, 6)));
        Assert.StartsWith("Distillation.WarmUpFraction must be between 0 and 1, but is -1.", Error(o => (o.WarmUpFraction, o.TeacherExperts) = (-1, 6)));
        Assert.StartsWith("Distillation.Temperature is set, but there is no teacher: set", Error(o => o.Temperature = 2));
        Assert.StartsWith("There are two teachers", Error(o => o.TeacherExperts = 6, teacherGiven: true));

        static string Error(Action<DistillationOptions> set, bool teacherGiven = false)
        {
            var options = new RideOptions();
            set(options.Distillation);
            return Assert.ThrowsAny<ArgumentException>(() => RideTraining.Check(options, teacherGiven)).Message;
        }
    }

    [Fact]
    public void A_teacher_of_another_image_size_is_refused()
    {
        using RideModel teacher = TinyRide.Model(3);
        RideOptions options = TinyRide.Options();
        options.ImageSize = 2 * TinyRide.ImageSize;
        using LabeledImages images = DrawnImages.Create([4, 4, 4], options.ImageSize);

        var error = Assert.Throws<ArgumentException>(
            () => RideTraining.Train(images, options, torch.CPU, inputs: new TrainingInputs { Teacher = teacher }));

        Assert.StartsWith("The teacher was trained on images of 8×8 pixels, but ImageSize is 16: set", error.Message);
    }

    [Theory]
    [InlineData(null, 0.1, 20)]
    [InlineData(null, 0, 0)]
    [InlineData(3, 0.1, 3)]
    public void The_student_has_a_warm_up_of_its_own(int? ofAll, double ofStudent, int expected)
        => Assert.Equal(
            expected,
            new DistillationOptions { WarmUpFraction = ofStudent }.WarmUp(new OptimizerOptions { WarmUpEpochs = ofAll }, 200));

    private static torch.Tensor Normalized(byte[] pixels, ModelDescription description)
    {
        var values = new float[pixels.Length];
        new PixelNormalizer(description.Mean, description.StandardDeviation).WriteImage(pixels, values);
        return torch.tensor(values, [1, TinyRide.ImageSize, TinyRide.ImageSize, 3]).permute(0, 3, 1, 2);
    }

    private static float[] Stem(RideModel model) => model.State()["backbone.conv1.weight"].Floats();

    private static Dictionary<string, float[]> Weights(RideModel model)
        => model.State().Where(entry => entry.Value.dtype == torch.float32).ToDictionary(entry => entry.Key, entry => entry.Value.Floats());
}
