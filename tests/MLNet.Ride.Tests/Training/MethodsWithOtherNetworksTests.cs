using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Training;

/// <summary>Methods whose training has other networks or more than one image for a label, through the trainer.</summary>
public sealed class MethodsWithOtherNetworksTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Recipes.Bbn, "resnet32-branches", 2)]
    [InlineData(Recipes.Lfme, "resnet20", 1)]
    [InlineData(Recipes.M2m, "resnet20", 1)]
    public void A_trained_model_is_saved_and_scores_as_before(string recipe, string backbone, int experts)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(8).ToList());
        RideTrainer.Options options = RideTrainer.Options.Recipe(recipe, epochs: 2);
        (options.Backbone, options.ImageSize, options.BatchSize, options.ScoringBatchSize, options.Augmentation.CropPadding) = (backbone, TinyRide.ImageSize, 8, 4, 1);
        options.Translation.Confidence = options.Translation.Enabled ? 0 : options.Translation.Confidence;
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(options));

        using var model = pipeline.Fit(data);
        _ml.Model.Save(model, data.Schema, _folder.File("model.zip"));
        ITransformer loaded = _ml.Model.Load(_folder.File("model.zip"), out _);
        using var disposable = (IDisposable)loaded;
        model.LastTransformer.SaveOnnx(_folder.File("model.onnx"));

        Assert.Equal((backbone, experts, HeadKind.Linear), (model.LastTransformer.Network.Backbone, model.LastTransformer.Network.ExpertCount, model.LastTransformer.Network.Head));
        Assert.Equal(Scores(model, data), Scores(loaded, data));
        Assert.All(OnnxScores(_folder.File("model.onnx"), data).Zip(Scores(model, data).SelectMany(scores => scores)), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
    }

    private static float[] OnnxScores(string path, IDataView data)
    {
        float[][] images = [.. data.GetColumn<byte[]>("Image").Select(planes => Array.ConvertAll(planes, value => (float)value))];
        using var session = new InferenceSession(path);
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory([.. images.SelectMany(image => image)], [images.Length, 3, TinyRide.ImageSize, TinyRide.ImageSize]);
        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, ["image"], [pixels], ["probabilities"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[][] Scores(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float[]>("Score")];
}
