using Microsoft.Extensions.Hosting;

namespace MLNet.Ride.Hosting;

/// <summary>Polls the model's file and reloads it once it has changed and is completely written.</summary>
/// <remarks>Polling works on every file system, including network drives and container volumes; notifications do not.</remarks>
internal sealed class ModelFileWatch(RideClassifier classifier) : BackgroundService
{
    private (DateTime Written, long Length)? _loaded;
    private (DateTime Written, long Length)? _seen;

    /// <summary>Loads the model before the host has started.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _seen = State();
        await LoadAsync().ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (classifier.ReloadInterval == TimeSpan.Zero)
        {
            return;
        }

        using var timer = new PeriodicTimer(classifier.ReloadInterval);
        // Ends the wait without an exception.
        using CancellationTokenRegistration stop = stoppingToken.UnsafeRegister(static timer => ((PeriodicTimer)timer!).Dispose(), timer);
        while (await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            (DateTime, long)? now = State();
            bool settled = now == _seen;
            _seen = now;
            if (settled && now != _loaded)
            {
                await LoadAsync().ConfigureAwait(false);
            }
        }
    }

    private Task LoadAsync()
    {
        _loaded = _seen;
        if (_seen is not null)
        {
            return classifier.LoadAsync();
        }

        classifier.Miss();
        return Task.CompletedTask;
    }

    private (DateTime Written, long Length)? State()
    {
        var file = new FileInfo(classifier.FilePath);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }
}
