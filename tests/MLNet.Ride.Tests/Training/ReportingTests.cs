using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Tests;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Tests.Training;

public sealed class ReportingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Progress_and_log_tell_every_epoch_of_both_stages()
    {
        var reports = new List<TrainingProgress>();
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);
        RideTrainer.Options options = TinyRide.Options(epochs: 2);
        options.Routing.Enabled = true;
        options.Progress = new Reports(reports.Add);
        using var model = Fit(_ml, options);
        Assert.Equal(["experts 1/2", "experts 2/2", "routing 1/1"], reports.Where(r => r.EndsEpoch).Select(r => $"{r.Stage} {r.Epoch}/{r.EpochCount}"));
        Assert.All(reports, r => Assert.InRange(r.Step, 1, r.StepCount));
        Assert.Contains(log, line => line.Contains("Training resnet20 with 2 experts on") && line.Contains("12 images of 3 classes"));
        string parameters = model.LastTransformer.Cost.Parameters.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(log, line => line.Contains($"{parameters} parameters, 2.") && line.Contains("million MACs per image."));
        Assert.Contains(log, line => line.Contains("experts epoch 2/2: loss "));
        Assert.Contains(log, line => line.Contains("Trained in ") && line.Contains("s: experts to a loss of ") && line.Contains(", routing to a loss of "));
        Assert.Contains(log, line => line.Contains("routing epoch 1/1: loss "));
        Assert.Contains(log, line => line.Contains("Routing uses ") && line.Contains(" of 2 experts per training image: ") && line.Contains(" million MACs."));
    }

    [Fact]
    public void Training_can_be_canceled_at_once_and_while_it_runs()
    {
        using var cancel = new CancellationTokenSource();
        RideTrainer.Options options = TinyRide.Options(epochs: 1000);
        options.CancellationToken = cancel.Token;
        options.Progress = new Reports(_ => cancel.Cancel());
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(_ml, options));
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(_ml, options));
    }

    [Fact]
    public void Neither_a_finished_nor_a_canceled_run_keeps_tensors()
    {
        RideTrainer.Options options = TinyRide.Options();
        ModelDescription network;
        using (var model = Fit(_ml, options))
        {
            network = model.LastTransformer.Network;
        }

        TensorCount.AssertNoneLeft(
            () =>
            {
                using var model = Fit(_ml, options);
                _ = Column<int>(model.Transform(_ml.Data.LoadFromEnumerable(PixelRow.Draw(2))), "ExpertsUsed");
            },
            () => RideModel.Create(network).Dispose());

        using var cancel = new CancellationTokenSource();
        options.CancellationToken = cancel.Token;
        options.Progress = new Reports(_ => cancel.Cancel());
        TensorCount.AssertNoneLeft(
            () => Assert.ThrowsAny<OperationCanceledException>(() => Fit(_ml, options)),
            () => RideModel.Create(network).Dispose());
    }

    [Fact]
    public void The_seed_of_the_context_or_of_the_options_decides_the_scores()
    {
        float[] first = Scores(new MLContext(seed: 5), TinyRide.Options());
        Assert.Equal(first, Scores(new MLContext(seed: 5), TinyRide.Options()));
        Assert.NotEqual(first, Scores(new MLContext(seed: 6), TinyRide.Options()));
        RideTrainer.Options seeded = TinyRide.Options();
        seeded.Seed = 5;
        Assert.Equal(first, Scores(new MLContext(seed: 6), seeded));
    }

    [Fact]
    public void Fitting_twice_gives_the_same_model()
    {
        var trainer = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()));
        IDataView data = _ml.Data.LoadFromEnumerable(PixelRow.Draw(4));
        using var one = trainer.Fit(data);
        using var two = trainer.Fit(data);
        Assert.Equal(Column<float[]>(one.Transform(data), "Score"), Column<float[]>(two.Transform(data), "Score"));
    }

    [Fact]
    public void A_gpu_that_is_not_there_is_an_error_without_fallback_and_the_cpu_with_it()
    {
        _ml.GpuDeviceId = 99;
        _ml.FallbackToCpu = false;
        Assert.Contains("GPU 99", Assert.Throws<InvalidOperationException>(() => Fit(_ml, TinyRide.Options())).Message);
        _ml.FallbackToCpu = true;
        using var model = Fit(_ml, TinyRide.Options());
        Assert.Equal("cpu", model.LastTransformer.Device);
    }

    private static TransformerChain<RideTransformer> Fit(MLContext ml, RideTrainer.Options options)
        => ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.Ride(options))
            .Fit(ml.Data.LoadFromEnumerable(PixelRow.Draw(4)));

    private static float[] Scores(MLContext ml, RideTrainer.Options options)
    {
        using var model = Fit(ml, options);
        return [.. Column<float[]>(model.Transform(ml.Data.LoadFromEnumerable(PixelRow.Draw(2))), "Score").SelectMany(s => s)];
    }

    private static T[] Column<T>(IDataView data, string name) => [.. data.GetColumn<T>(name)];

    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
