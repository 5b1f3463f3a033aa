using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Translation;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Methods.Translation;

public class MajorToMinorTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 4], TinyRide.ImageSize);

    private static readonly Lazy<RideModel> s_translator = new(() =>
    {
        RideOptions options = MajorToMinor.OptionsOfTranslator(Options());
        (options.Translation, options.Epochs, options.Sampling.Sampler, options.Optimizer.LearningRate) = (new(), 15, Samplers.ClassBalanced, 0.005);
        return RideTraining.Train(Images, options, CPU);
    });

    [Fact]
    public void The_translator_takes_translated_images_for_those_of_the_rare_class()
    {
        using DisposeScope scope = NewDisposeScope();
        using RideModel student = Student();
        using var translation = Translation(student, new() { Steps = 20, StepSize = 0.5 });
        (Tensor images, Tensor major) = Frequent();
        Tensor minor = full_like(major, 2);

        (Tensor translated, Tensor accepted) = translation.Translate(images, major, minor, 1);

        using IDisposable noGradient = no_grad();
        Tensor probabilities = s_translator.Value.EnsembleLogits(translated).softmax(1).select(1, 2);
        Assert.All(s_translator.Value.EnsembleLogits(images).argmax(1).data<long>().ToArray(), label => Assert.NotEqual(2, label));
        Assert.Equal(Array.ConvertAll(probabilities.Floats(), p => p >= 0.9f), accepted.data<bool>().ToArray());
        Assert.InRange(accepted.data<bool>().Count(yes => yes), 8, 10);
        Assert.All(Pixels(translated, student).Floats(), value => Assert.InRange(value, -1e-5, 1 + 1e-5));
    }

    [Fact]
    public void The_network_being_trained_forgets_the_frequent_class_in_them()
    {
        using DisposeScope scope = NewDisposeScope();
        using RideModel student = s_translator.Value.Copy();
        using MajorToMinor without = Translation(student, new() { Lambda = 0 }), with = Translation(student, new() { Lambda = 20 });
        (Tensor images, Tensor major) = Frequent();
        Tensor minor = full_like(major, 2);

        Tensor plain = without.Translate(images, major, minor, 1).Translated, regularized = with.Translate(images, major, minor, 1).Translated;

        student.Evaluate();
        using IDisposable noGradient = no_grad();
        Assert.InRange(MajorLogit(regularized), double.MinValue, MajorLogit(plain) - 0.1);

        double MajorLogit(Tensor translated) => student.EnsembleLogits(translated).gather(1, major.unsqueeze(1)).mean().item<float>();
    }

    [Fact]
    public void Noise_and_every_step_have_their_length()
    {
        using DisposeScope scope = NewDisposeScope();
        using RideModel student = Student();
        using MajorToMinor noise = Translation(student, new() { Steps = 0 }), step = Translation(student, new() { Steps = 1, StepSize = 0.1 });
        Tensor gray = Normalized(full([3, 3, TinyRide.ImageSize, TinyRide.ImageSize], 0.5f), student), major = zeros(3, int64), minor = full_like(major, 2);

        Tensor noisy = noise.Translate(gray, major, minor, 1).Translated, moved = step.Translate(gray, major, minor, 1).Translated;

        Close.Values([0.5f, 0.5f, 0.5f], Lengths(noisy, gray), 1e-4, "noise");
        Close.Values([0.1f, 0.1f, 0.1f], Lengths(moved, noisy), 1e-4, "step");
        Assert.NotEqual(noisy.Floats(), noise.Translate(gray, major, minor, 2).Translated.Floats());

        float[] Lengths(Tensor to, Tensor from) => (Pixels(to, student) - Pixels(from, student)).pow(2).sum([1, 2, 3]).sqrt().Floats();
    }

    [Fact]
    public void Rejected_translations_leave_the_image_and_nothing_is_translated_before_its_epoch()
    {
        using DisposeScope scope = NewDisposeScope();
        using RideModel student = Student();
        using MajorToMinor translation = Translation(student, new() { Beta = 0, Steps = 20, StepSize = 0.5 }), none = Translation(student, new() { Beta = 0, Steps = 1, Confidence = 1.1 });
        (Tensor images, Tensor major) = Frequent();
        Tensor labels = cat([zeros(5, int64), full_like(major.narrow(0, 5, 5), 2)]);

        float[] changed = (translation.Apply(images, labels, 2) - images).abs().sum([1, 2, 3]).Floats();

        Assert.Equal(images.Floats(), translation.Apply(images, labels, 1).Floats());
        Assert.Equal(images.Floats(), none.Apply(images, labels, 2).Floats());
        Assert.All(changed[..5], change => Assert.Equal(0, change));
        Assert.InRange(changed[5..].Count(change => change > 1), 2, 5);
    }

    [Fact]
    public void The_networks_stay_as_they_are()
    {
        using DisposeScope scope = NewDisposeScope();
        using RideModel student = Student();
        Dictionary<string, byte[]> before = ResumeTests.Values(student), ofTranslator = ResumeTests.Values(s_translator.Value);
        student.Network.train();
        using var translation = Translation(student, new());
        (Tensor images, Tensor major) = Frequent();

        translation.Translate(images, major, full_like(major, 2), 1);

        Assert.Equal(before, ResumeTests.Values(student));
        Assert.Equal(ofTranslator, ResumeTests.Values(s_translator.Value));
        Assert.True(student.Network.training);
        Assert.All(student.Network.parameters(), parameter => Assert.True(parameter.requires_grad && parameter.grad is null));
    }

    [Fact]
    public void A_translator_is_trained_first_and_the_last_epochs_learn_from_its_images()
    {
        var progress = new ProgressRecorder();
        RideOptions options = Options();
        options.Translation.Confidence = 0;
        using RideModel model = RideTraining.Train(Images, options, CPU, progress);
        options.Translation = new();
        var plain = new ProgressRecorder();
        RideTraining.Train(Images, options, CPU, plain).Dispose();

        Assert.Equal(["translator 1", "translator 2", "experts 1", "experts 2"], progress.Reports.Where(r => r.EndsEpoch).Select(r => $"{r.Stage} {r.Epoch}"));
        Assert.Equal(Losses(plain, 1), Losses(progress, 1));
        Assert.NotEqual(Losses(plain, 2), Losses(progress, 2));

        static IEnumerable<double> Losses(ProgressRecorder progress, int epoch) => progress.Reports.Where(r => r.Stage == "experts" && r.Epoch == epoch).Select(r => r.Loss);
    }

    [Fact]
    public void Frozen_stages_are_no_obstacle()
    {
        RideOptions options = Options();
        options.Translation.Confidence = 0;
        options.Optimizer.LearningRate = 0.005;
        options.FineTuning = new() { FrozenStages = 1, FrozenBatchNorm = true };

        using RideModel model = RideTraining.Train(Images, options, CPU, inputs: new() { InitialModel = s_translator.Value });

        string[] frozen = [.. model.State().Keys.Where(name => name.Contains("conv1.weight", StringComparison.Ordinal))];
        Assert.All(frozen, name => Assert.Equal(
            name is "backbone.conv1.weight" || name.StartsWith("backbone.layer1", StringComparison.Ordinal),
            model.State()[name].Floats().SequenceEqual(s_translator.Value.State()[name].Floats())));
    }

    [Theory]
    [InlineData("translator", 2, 2)]
    [InlineData("experts", 1, 3)]
    [InlineData("experts", 2, 2)]
    public void A_canceled_run_goes_on_to_the_same_weights(string stage, int epoch, int step)
    {
        using var folder = new TemporaryFolder();
        RideOptions options = Options();
        (options.Checkpoints.Folder, options.Translation.Confidence) = (folder.Folder, 0.2);

        InterruptedRun.GoesOnToTheSameWeights((stage, epoch, step), Images, options);
    }

    [Fact]
    public void Nothing_is_left_of_the_translator()
    {
        RideOptions options = Options();
        options.Translation.Confidence = 0;

        TensorCount.AssertNoneLeft(
            () => RideTraining.Train(Images, options, CPU).Dispose(),
            () =>
            {
                Student().Dispose();
                Student().Dispose();
            });
    }

    public static TheoryData<Action<RideOptions>, string> Refused => new()
    {
        { o => o.Mixing.Method = "cmo", "Mixing.Method does not work with translated images: set Mixing.Method to none, or Translation.Enabled to false." },
        { o => o.SelfSupervision.Task = "rotation", "SelfSupervision.Task does not work with translated images" },
        { o => o.Distillation.TeacherExperts = 1, "Distillation does not work with translated images" },
        { o => (o.Loss.Objective, o.ExpertCount) = (ExpertObjective.Bilateral, 2), "Loss.Objective does not work with translated images: set Loss.Objective to Individual" },
        { o => o.SoftLabels.Enabled = true, "SoftLabels.Enabled does not work with translated images" },
        { o => o.Consistency.Weight = 0.6, "Consistency.Weight does not work with translated images: set Consistency.Weight to 0" },
        { o => o.FrozenBackbone = true, "Translation.Enabled needs images in every step" },
        { o => o.Loss.ReweightAfterEpoch = 200, "No images would be translated: Loss.ReweightAfterEpoch is 200, but there are 200 epochs. Set a lower one." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_work_with_translation_is_refused(Action<RideOptions> set, string message)
    {
        RideOptions options = Recipes.Find(Recipes.M2m).Create<RideOptions>();
        set(options);

        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => RideTraining.Check(options)).Message);
    }

    private static RideOptions Options()
    {
        RideOptions options = TinyRide.Options(epochs: 2);
        (options.ExpertCount, options.Head) = (1, HeadKind.Linear);
        options.Loss = new() { Classification = "cross-entropy", DeferredReweighting = false, DiversityFactor = 0 };
        options.Sampling.DeferredResampling = true;
        options.Translation = new() { Enabled = true, Beta = 0.9, Steps = 2 };
        return options;
    }

    private static RideModel Student() => RideModel.Create(ModelDescription.Of(Options(), Images.ClassCounts), 1);

    private static MajorToMinor Translation(RideModel student, TranslationOptions options) => new(s_translator.Value, student, options, afterEpoch: 1, seed: 1, CPU);

    // Ten images of the largest class, as the network sees them.
    private static (Tensor Images, Tensor Labels) Frequent()
    {
        LabeledBatch batch = EvaluationBatches.Read(Images, s_translator.Value.Description.NoAugmentation(), 10, default).First();
        return (batch.Images(CPU).clone(), batch.Labels(CPU));
    }

    private static Tensor Pixels(Tensor images, RideModel model) => (images * Channels(model.Description.StandardDeviation)) + Channels(model.Description.Mean);

    private static Tensor Normalized(Tensor pixels, RideModel model) => (pixels - Channels(model.Description.Mean)) / Channels(model.Description.StandardDeviation);

    private static Tensor Channels(IReadOnlyList<float> values) => tensor(values.ToArray(), [1, 3, 1, 1]);
}
