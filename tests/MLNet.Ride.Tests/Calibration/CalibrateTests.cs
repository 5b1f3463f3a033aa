using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Calibration;

public sealed class CalibrateTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_calibrated_copy_has_other_probabilities_and_the_same_labels()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView validation = TinyRide.Labeled(_ml, 20);
        IDataView before = model.Transform(validation);
        using RideTransformer calibrated = model.Calibrate(validation, out CalibrationReport report);
        IDataView after = calibrated.Transform(validation);

        Assert.Equal((1, report.Temperature), (model.Temperature, calibrated.Temperature));
        Assert.NotEqual(1, report.Temperature);
        Assert.Equal(60, report.ExampleCount);
        Assert.True(report.After.LogLoss < report.Before.LogLoss);
        Assert.Equal(Evaluate(before), report.Before.LogLoss, tolerance: 1e-6);
        Assert.Equal(Evaluate(after), report.After.LogLoss, tolerance: 1e-5);
        Assert.Equal(before.GetColumn<uint>("PredictedLabel"), after.GetColumn<uint>("PredictedLabel"));
        Assert.Equal(before.GetColumn<int>("ExpertsUsed"), after.GetColumn<int>("ExpertsUsed"));
        Assert.Equal(model.ClassNames, calibrated.ClassNames);
    }

    [Fact]
    public void Calibrating_again_changes_nothing_more()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView validation = TinyRide.Labeled(_ml, 20);
        using RideTransformer once = model.Calibrate(validation, out CalibrationReport first);
        using RideTransformer twice = once.Calibrate(once.Transform(validation), out CalibrationReport second);
        Assert.Equal(1, twice.Temperature / once.Temperature, tolerance: 1e-3);
        Assert.Equal(first.After.LogLoss, second.Before.LogLoss, tolerance: 1e-5);
    }

    [Fact]
    public void The_copy_lives_when_the_original_is_disposed_and_when_it_was_saved()
    {
        IDataView validation = TinyRide.Labeled(_ml, 10);
        RideTransformer model = TinyRide.Transformer(_ml);
        using RideTransformer calibrated = model.Calibrate(validation, out CalibrationReport report);
        model.Dispose();
        float[][] scores = [.. calibrated.Transform(validation).GetColumn<float[]>("Score")];

        var stream = new MemoryStream();
        _ml.Model.Save(calibrated, null, stream);
        stream.Position = 0;
        using var loaded = (RideTransformer)new MLContext().Model.Load(stream, out _);
        Assert.Equal(report.Temperature, loaded.Temperature);
        Assert.Equal(scores, loaded.Transform(validation).GetColumn<float[]>("Score"));
    }

    [Fact]
    public void A_pipeline_is_calibrated_in_place_of_its_step()
    {
        IDataView train = _ml.Data.LoadFromEnumerable(PixelRow.Draw(6).ToList());
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label").Append(
                _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()), TransformerScope.Everything)
            .Append(_ml.Transforms.CopyColumns("TestOnly", "Label"), TransformerScope.Testing)
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var model = pipeline.Fit(train);
        using var calibrated = (IDisposable)_ml.MulticlassClassification.CalibrateTemperature(model, train, out CalibrationReport report);
        var chain = (TransformerChain<ITransformer>)calibrated;

        Assert.Equal(report.Temperature, RideTransformer.FindIn(chain).Temperature);
        Assert.Equal(1, RideTransformer.FindIn(model).Temperature);
        Assert.Equal(model.Transform(train).GetColumn<string>("PredictedLabel"), chain.Transform(train).GetColumn<string>("PredictedLabel"));
        Assert.Null(chain.Transform(train).Schema.GetColumnOrNull("TestOnly"));
        Assert.NotNull(chain.Transform(train, TransformerScope.Testing).Schema.GetColumnOrNull("TestOnly"));
    }

    [Fact]
    public void Validation_data_that_cannot_be_used_are_refused()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView validation = TinyRide.Labeled(_ml, 1);
        Assert.Contains("no label column 'Class'", Refused(model, validation, "Class"));
        Assert.Contains("no rows to evaluate", Refused(model, _ml.Data.SkipRows(validation, 3), null));
        Assert.Contains("MapValueToKey", Refused(model, _ml.Data.LoadFromEnumerable(PixelRow.Draw(1).ToList()), null));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Calibrate(validation, out _, bins: 0));
    }

    private static string Refused(RideTransformer model, IDataView validation, string? label)
        => Assert.Throws<ArgumentException>(() => model.Calibrate(validation, out _, label)).Message;

    private double Evaluate(IDataView scored)
        => _ml.MulticlassClassification.EvaluateLongTailed(scored, [1, 1, 1]).Calibration!.LogLoss;
}
