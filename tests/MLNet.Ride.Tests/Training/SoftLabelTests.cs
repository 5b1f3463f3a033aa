using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Training;

/// <summary>Self-supervision to distillation through the trainer.</summary>
public sealed class SoftLabelTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("contrastive", "lws", HeadKind.ScaledLinear)]
    [InlineData("rotation", "joint", HeadKind.Linear)]
    public void A_trained_model_is_saved_and_scores_as_before(string task, string classifier, HeadKind head)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(6).ToList());
        RideTrainer.Options options = Options();
        options.SelfSupervision.Task = task;
        options.Classifier.Method = classifier;
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(options));

        using var model = pipeline.Fit(data);
        _ml.Model.Save(model, data.Schema, _folder.File("ssd.zip"));
        ITransformer loaded = _ml.Model.Load(_folder.File("ssd.zip"), out _);
        using var disposable = (IDisposable)loaded;

        Assert.Equal(head, model.LastTransformer.Network.Head);
        Assert.Equal(Scores(model, data), Scores(loaded, data));
    }

    [Fact]
    public void Another_teacher_is_refused_when_the_trainer_is_made()
    {
        using RideTransformer teacher = TinyRide.Transformer(_ml);
        RideTrainer.Options options = Options();
        options.Teacher = teacher;

        var error = Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Ride(options));

        Assert.StartsWith("SoftLabels trains its own teacher", error.Message);
    }

    private static RideTrainer.Options Options()
    {
        RideTrainer.Options options = RideTrainer.Options.Ssd();
        options.Backbone = "resnet20";
        options.ImageSize = TinyRide.ImageSize;
        options.Epochs = 1;
        options.BatchSize = 8;
        options.ScoringBatchSize = 4;
        options.Augmentation.CropPadding = 1;
        options.Classifier.Epochs = 1;
        options.Classifier.BatchSize = 8;
        return options;
    }

    private static float[][] Scores(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float[]>("Score")];
}
