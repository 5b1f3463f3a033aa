using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using TorchSharp;

namespace MLNet.Ride.Torch.Tests.Training;

/// <summary>A run that is started again once it is over.</summary>
public sealed class FinishedRunTests : IDisposable
{
    // As many images as tell sets apart, so that telling them apart decodes each once.
    private const int Count = 64;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("routing")]
    [InlineData("virtual examples")]
    [InlineData("soft labels")]
    [InlineData("ncm")]
    [InlineData("lws")]
    [InlineData("average")]
    public void A_finished_run_gives_its_model_at_once(string what)
    {
        RideOptions options = Options(what);
        var decoder = new CountingDecoder();
        using LabeledImages images = decoder.Images(Count, TinyRide.ImageSize);
        TrainedModel first = RideTraining.Run(images, options, torch.CPU);
        int decoded = decoder.Count;
        var progress = new ProgressRecorder();
        var log = new List<string>();

        TrainedModel second = RideTraining.Run(images, options, torch.CPU, progress, inputs: new TrainingInputs { Log = log.Add });

        Assert.Equal(Count, decoder.Count - decoded);
        Assert.Empty(progress.Reports);
        Assert.Equal([$"The run of '{_folder.File("training.safetensors")}' is already finished; returning its model."], log);
        Assert.Equal(ResumeTests.Values(first.Model), ResumeTests.Values(second.Model));
        Assert.Equal(
            first.Model.Description with { Mean = [], StandardDeviation = [], TrainingCounts = [] },
            second.Model.Description with { Mean = [], StandardDeviation = [], TrainingCounts = [] });
        Assert.Equal(first.VirtualExamples?.ByClass, second.VirtualExamples?.ByClass);
        first.Model.Dispose();
        second.Model.Dispose();
    }

    private RideOptions Options(string what)
    {
        RideOptions options = TinyRide.Options(routing: what != "ncm");
        options.Checkpoints.Folder = _folder.Folder;
        switch (what)
        {
            case "virtual examples":
                (options.Distillation.TeacherExperts, options.Distillation.Method) = (1, DistillationMethod.VirtualExamples);
                break;
            case "soft labels":
                options.SoftLabels.Enabled = true;
                options.Classifier.Epochs = 1;
                break;
            case "ncm" or "lws":
                options.Classifier = new() { Method = what, Epochs = 1 };
                break;
            case "average":
                options.Optimizer.AverageDecay = 0.9;
                break;
        }

        return options;
    }
}
