using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MLNet.Ride.Torch.Runtime;

namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>The metrics of a running stage.</summary>
internal sealed class StageMetrics : IDisposable
{
    private static readonly ConcurrentDictionary<StageMetrics, bool> s_running = [];

    private static readonly Counter<long> s_images
        = Instrumentation.Meter.CreateCounter<long>("ride.training.images", "{image}", "Images trained on.");

    private static readonly Counter<double> s_dataWait
        = Instrumentation.Meter.CreateCounter<double>("ride.training.data_wait", "s", "Time for which training steps waited for their images.");

    private readonly KeyValuePair<string, object?> _stage;
    private double _loss = double.NaN;

    static StageMetrics()
        => Instrumentation.Meter.CreateObservableGauge("ride.training.loss", Losses, null, "Mean loss of the epoch so far, while a stage is running.");

    public StageMetrics(string stage)
    {
        _stage = new("ride.stage", stage);
        s_running.TryAdd(this, true);
    }

    /// <summary>Time for which steps waited so far.</summary>
    public TimeSpan DataWait { get; private set; }

    public void Waited(TimeSpan time)
    {
        DataWait += time;
        s_dataWait.Add(time.TotalSeconds, _stage);
    }

    public void Trained(int images, double loss)
    {
        Volatile.Write(ref _loss, loss);
        s_images.Add(images, _stage);
    }

    public void Dispose() => s_running.TryRemove(this, out _);

    private static IEnumerable<Measurement<double>> Losses()
        => s_running.Keys.Select(stage => (stage._stage, Loss: Volatile.Read(ref stage._loss))).Where(stage => double.IsFinite(stage.Loss))
            .Select(stage => new Measurement<double>(stage.Loss, stage._stage));
}
