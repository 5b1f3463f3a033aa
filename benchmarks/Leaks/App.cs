using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Torch.Models;
using TorchSharp;

namespace Leaks;

/// <summary>An app that trains, loads and predicts with one kind of network.</summary>
internal sealed class App : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly Sample[] _samples = Sample.Draw(16);
    private readonly IDataView _rows;
    private readonly RideTrainer _trainer;
    private readonly RideTransformer _model;
    private readonly PredictionEngine<Sample, Prediction> _engine;
    private readonly string _path = Path.GetTempFileName();
    private int _predictions;

    public App(string backbone, int experts)
    {
        IDataView samples = _ml.Data.LoadFromEnumerable(_samples);
        _rows = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(samples).Transform(samples);
        _trainer = _ml.MulticlassClassification.Trainers.Ride(new RideTrainer.Options
        {
            Backbone = backbone,
            ExpertCount = experts,
            ImageSize = Sample.Size,
            Epochs = 1,
            BatchSize = _samples.Length,
            Routing = { Enabled = experts > 1 },
        });
        _model = Fit();
        _engine = _ml.Model.CreatePredictionEngine<Sample, Prediction>(_model);
        _ml.Model.Save(_model, _rows.Schema, _path);
    }

    /// <summary>Trains a model.</summary>
    public RideTransformer Fit() => _trainer.Fit(_rows);

    /// <summary>Loads the saved model and predicts with it.</summary>
    public RideTransformer Load()
    {
        var model = (RideTransformer)_ml.Model.Load(_path, out _);
        _ = _ml.Data.CreateEnumerable<Prediction>(model.Transform(_rows), reuseRowObject: false).Last();
        return model;
    }

    /// <summary>Predicts an image, all of them with one engine.</summary>
    /// <returns>A tensor as large as the image, for what a prediction might leave.</returns>
    public torch.Tensor Predict()
    {
        _ = _engine.Predict(_samples[_predictions++ % _samples.Length]);
        return torch.zeros(3, Sample.Size, Sample.Size);
    }

    /// <summary>Makes a model as <see cref="Fit"/> and <see cref="Load"/> do, and disposes it.</summary>
    public void MakeModel() => RideModel.Create(_model.Network).Dispose();

    public void Dispose()
    {
        _engine.Dispose();
        File.Delete(_path);
    }
}
