using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Tests.Telemetry;

/// <summary>Metrics and activities, of this process: nothing else runs beside these tests.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Predictions_are_counted_and_timed()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        byte[] image = DrawnImages.Png(0, 1);
        using var metrics = new RecordedMetrics();
        model.Predict([image, image, image]);
        model.Predict(image, out int used);
        Assert.Equal([3, 1], metrics.Of("ride.predictions"));
        Assert.Equal(4, metrics.Of("ride.prediction.experts").Length);
        Assert.Equal(used, metrics.Of("ride.prediction.experts")[^1]);
        Assert.All(metrics.Of("ride.prediction.duration"), seconds => Assert.InRange(seconds, 1e-6, 60));
        Assert.Equal(2, metrics.Of("ride.prediction.duration").Length);
        Assert.Equal(0, metrics.Of("ride.predictions.unknown").Sum());
    }

    [Fact]
    public void Images_of_no_known_class_are_counted()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView rows = TinyRide.Labeled(_ml, 4);
        using RideTransformer careful = model.FitNovelty(rows, out _, recall: 0.5);
        using var metrics = new RecordedMetrics();
        bool[] known = [.. _ml.Data.CreateEnumerable<KnownRow>(careful.Transform(rows), reuseRowObject: false).Select(row => row.IsKnown)];
        Assert.Contains(false, known);
        Assert.Equal(known.Count(k => !k), metrics.Of("ride.predictions.unknown").Sum());
        Assert.Equal(12, metrics.Of("ride.predictions").Sum());
    }

    [Fact]
    public void Training_reports_images_waits_and_the_loss_while_it_runs()
    {
        using var metrics = new RecordedMetrics();
        var losses = new List<double>();
        RideTrainer.Options options = TinyRide.Options(epochs: 2);
        options.Routing.Enabled = false;
        options.Progress = new Reports(report =>
        {
            metrics.Observe();
            losses.Add(report.Loss);
            Assert.InRange(report.DataWait, 0, 1);
        });
        using RideTransformer model = Fit(options);
        Assert.Equal(24, metrics.Of("ride.training.images", "ride.stage=experts").Sum());
        Assert.Equal(losses, metrics.Of("ride.training.loss", "ride.stage=experts"));
        Assert.True(metrics.Of("ride.training.data_wait", "ride.stage=experts").Sum() > 0);
        metrics.Observe();
        Assert.Equal(losses.Count, metrics.Of("ride.training.loss", "ride.stage=experts").Length);
    }

    [Fact]
    public void Fit_is_an_activity_with_one_for_each_stage()
    {
        using var activities = new Activities();
        RideTrainer.Options options = TinyRide.Options();
        options.Routing.Enabled = true;
        using RideTransformer model = Fit(options);
        Assert.Equal(["stage experts", "stage routing", "RideTrainer.Fit"], activities.Ended.Select(a => a.OperationName));
        Activity fit = activities.Ended.Last();
        Assert.All(activities.Ended.Take(2), stage => Assert.Equal(fit.SpanId, stage.ParentSpanId));
        Assert.Equal([12, 3, 2, "cpu"], ((string[])["ride.images", "ride.classes", "ride.experts", "ride.device"]).Select(fit.GetTagItem));
        Assert.Equal(ActivityStatusCode.Unset, fit.Status);
    }

    [Fact]
    public void A_failed_fit_is_an_activity_with_an_error()
    {
        using var activities = new Activities();
        using var stop = new CancellationTokenSource();
        RideTrainer.Options options = TinyRide.Options();
        options.CancellationToken = stop.Token;
        options.Progress = new Reports(_ => stop.Cancel());
        Assert.Throws<OperationCanceledException>(() => Fit(options));
        Activity fit = activities.Ended.Last();
        Assert.Equal((ActivityStatusCode.Error, true), (fit.Status, fit.StatusDescription!.Contains("canceled", StringComparison.Ordinal)));
    }

    private RideTransformer Fit(RideTrainer.Options options) => _ml.MulticlassClassification.Trainers.Ride(options).Fit(TinyRide.Labeled(_ml, 4));

    private sealed class KnownRow
    {
        public bool IsKnown { get; set; }
    }

    private sealed class Reports(Action<TrainingProgress> use) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => use(value);
    }

    private sealed class Activities : IDisposable
    {
        private readonly ActivityListener _listener;

        public Activities()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "MLNet.Ride",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = Ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public ConcurrentQueue<Activity> Ended { get; } = [];

        public void Dispose() => _listener.Dispose();
    }
}
