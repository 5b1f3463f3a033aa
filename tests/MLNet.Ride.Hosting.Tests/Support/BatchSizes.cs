using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace MLNet.Ride.Hosting.Tests.Support;

/// <summary>The sizes of the batches that are scored, as the meter reports them.</summary>
internal sealed class BatchSizes : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<int> _sizes = [];

    public BatchSizes()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "MLNet.Ride.Hosting", Name: "ride.batch.size" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, size, _, _) => _sizes.Enqueue(size));
        _listener.Start();
    }

    public IReadOnlyList<int> Seen => [.. _sizes];

    public void Dispose() => _listener.Dispose();
}
