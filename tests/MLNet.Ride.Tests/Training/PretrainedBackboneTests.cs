using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Training;

/// <summary>A pretrained backbone in an app without the package that has its weights, as this project is.</summary>
[Collection(PackageWeights.Collection)]
public sealed class PretrainedBackboneTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Training_and_fine_tuning_say_which_package_is_missing()
    {
        RideTrainer.Options fineTuning = RideTrainer.Options.FineTune();
        fineTuning.ImageSize = TinyRide.ImageSize;

        Assert.All(
            [Options(), fineTuning],
            options => Assert.Contains(
                "dotnet add package Microsoft.ML.DnnImageFeaturizer.ResNet18", Assert.Throws<FileNotFoundException>(() => Fit(options)).Message));
    }

    [Fact]
    public void Other_weights_may_be_given_and_a_saved_model_needs_no_package()
    {
        RideTrainer.Options options = Options();
        options.InitialWeights.Path = _folder.File("w");
        using (var initial = RideModel.Create(RideTraining.Describe(options, [1, 1, 1]), 5))
        {
            initial.SaveWeights(_folder.File("w"));
        }

        using RideTransformer trained = Fit(options);
        IDataView rows = _ml.Data.LoadFromEnumerable(PixelRow.Draw(2));
        _ml.Model.Save(trained, rows.Schema, _folder.File("model.zip"));
        File.Delete(_folder.File("w"));
        using var loaded = Assert.IsType<RideTransformer>(_ml.Model.Load(_folder.File("model.zip"), out _));

        Assert.Empty(trained.InitialWeights!.Missing);
        Assert.False(loaded.Network.ReducedWidth);
        Assert.Equal(123.15f / 255, loaded.Network.Mean[0]);
        Assert.Equal(Scores(trained, rows), Scores(loaded, rows));
    }

    private static RideTrainer.Options Options()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.Backbone = Backbones.ResNet18ImageNet;
        return options;
    }

    private RideTransformer Fit(RideTrainer.Options options) => _ml.MulticlassClassification.Trainers.Ride(options).Fit(TinyRide.Labeled(_ml, 4));

    private static float[] Scores(RideTransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score").SelectMany(scores => scores)];
}
