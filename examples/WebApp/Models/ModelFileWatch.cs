using Microsoft.Extensions.Options;

namespace WebApp.Models;

/// <summary>Polls the model's file and reloads it once it has changed and is completely written.</summary>
/// <remarks>Polling works on every file system, including network drives and container volumes; notifications do not.</remarks>
internal sealed class ModelFileWatch(ModelHost host, IOptions<ModelSettings> settings) : BackgroundService
{
    private (DateTime Written, long Length)? _loaded;
    private (DateTime Written, long Length)? _seen;

    /// <summary>Loads the model before the app accepts requests.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _seen = State();
        Apply();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.PollingInterval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            (DateTime, long)? now = State();
            bool settled = now == _seen;
            _seen = now;
            if (settled && now != _loaded)
            {
                Apply();
            }
        }
    }

    private void Apply()
    {
        _loaded = _seen;
        if (_seen is null)
        {
            host.Miss();
        }
        else
        {
            host.Load();
        }
    }

    private (DateTime Written, long Length)? State()
    {
        var file = new FileInfo(host.Path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
    }
}
