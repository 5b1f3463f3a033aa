using Microsoft.Extensions.Options;

namespace WebApp.Models;

/// <summary>Looks at the model's file again and again, and has it loaded when it has changed and is no longer being written.</summary>
/// <remarks>Looking works on every file system, network drives and containers' volumes included; notifications do not.</remarks>
internal sealed class ModelFileWatch(ModelHost host, IOptions<ModelSettings> settings) : BackgroundService
{
    private (DateTime Written, long Length)? _loaded;
    private (DateTime Written, long Length)? _seen;

    /// <summary>The model is there when the app begins to take requests.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _seen = State();
        Apply();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.LookEvery);
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
