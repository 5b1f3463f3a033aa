using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;

namespace MLNet.Ride.Tests.Training;

public sealed class InitialModelTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_saved_model_is_trained_on_with_other_classes()
    {
        string path = Saved(routerTopLogits: 2);
        using RideTransformer first = RideTransformer.FindIn(_ml.Model.Load(path, out _));
        RideTrainer.Options options = TinyRide.Options();
        options.InitialModel = first;
        options.Seed = 99;
        options.Optimizer.LearningRate = 1e-30;
        PixelRow[] rows = [.. PixelRow.Draw(3)];
        foreach (PixelRow row in rows.Where(row => row.Label == "blue"))
        {
            row.Label = "violet";
        }

        using RideTransformer second = Fit(options, rows);

        Assert.Equal(["red", "green", "violet"], second.ClassNames);
        WeightsReport report = second.InitialWeights!;
        Assert.Equal("initial model", report.Source);
        Assert.Empty(report.Missing.Concat(report.Unexpected).Concat(report.OtherShape));
        float[] old = Weight(first, "backbone.linears.0.weight");
        float[] now = Weight(second, "backbone.linears.0.weight");
        Assert.Equal(old.Where((_, i) => i % 3 < 2), now.Where((_, i) => i % 3 < 2));
        Assert.NotEqual(old.Where((_, i) => i % 3 == 2), now.Where((_, i) => i % 3 == 2));
        Assert.Equal(Weight(first, "backbone.conv1.weight"), Weight(second, "backbone.conv1.weight"));
    }

    [Fact]
    public void Weights_of_a_saved_model_are_taken_by_its_path()
    {
        RideTrainer.Options options = TinyRide.Options();
        options.InitialWeights.Path = Saved();
        options.Optimizer.LearningRate = 1e-30;

        using RideTransformer second = Fit(options, PixelRow.Draw(2));

        using RideTransformer first = TinyRide.Transformer(_ml);
        Assert.Equal(Weight(first, "backbone.linears.0.weight"), Weight(second, "backbone.linears.0.weight"));
        Assert.Equal(options.InitialWeights.Path, second.InitialWeights!.Source);
    }

    [Fact]
    public void A_model_of_another_architecture_is_refused_with_what_differs()
    {
        using RideTransformer first = TinyRide.Transformer(_ml);
        RideTrainer.Options options = TinyRide.Options();
        options.InitialModel = first;
        options.ExpertCount = 3;

        string message = Assert.Throws<InvalidDataException>(() => Fit(options, PixelRow.Draw(2))).Message;

        Assert.Contains("do not match the network", message);
        Assert.Contains("layer2s.2", message);
    }

    [Fact]
    public void Saved_weights_are_those_of_the_network()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        string path = _folder.File("weights.safetensors");
        model.SaveWeights(path);
        using RideModel loaded = RideModel.Create(model.Network, 5);

        Assert.Equal(loaded.State().Count, loaded.LoadWeights(path).Matched.Count);
    }

    private string Saved(int routerTopLogits = 0)
    {
        string path = _folder.File("model.zip");
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: routerTopLogits);
        using FileStream stream = File.Create(path);
        _ml.Model.Save(model, null, stream);
        return path;
    }

    private RideTransformer Fit(RideTrainer.Options options, IEnumerable<PixelRow> rows)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        return _ml.MulticlassClassification.Trainers.Ride(options).Fit(_ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data));
    }

    private float[] Weight(RideTransformer model, string name)
    {
        string path = _folder.File($"{Guid.NewGuid():N}.safetensors");
        model.SaveWeights(path);
        using RideModel saved = RideModel.Create(model.Network);
        saved.LoadWeights(path);
        return saved.State()[name].data<float>().ToArray();
    }
}
