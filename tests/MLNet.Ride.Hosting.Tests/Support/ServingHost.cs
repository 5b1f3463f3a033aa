using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Hosting.Tests.Support;

/// <summary>A generic host that serves a copy of a model's file.</summary>
internal sealed class ServingHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IHost _host;

    private ServingHost(string? model, Action<RideModelOptions>? configure)
    {
        ModelPath = _folder.File("model.zip");
        if (model is not null)
        {
            File.Copy(model, ModelPath);
        }

        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddHealthChecks().AddCheck<RideModelHealthCheck>("model");
        builder.Services.AddRideModel(ModelPath).Configure(options =>
        {
            options.ReloadInterval = TimeSpan.FromMilliseconds(20);
            configure?.Invoke(options);
        });
        _host = builder.Build();
        Classifier = _host.Services.GetRequiredService<IRideClassifier>();
    }

    public string ModelPath { get; }

    public IRideClassifier Classifier { get; }

    public LogLines Log { get; } = new();

    public static async Task<ServingHost> StartAsync(string? model, Action<RideModelOptions>? configure = null)
    {
        var serving = new ServingHost(model, configure);
        await serving._host.StartAsync();
        return serving;
    }

    public async Task<HealthReportEntry> HealthAsync()
        => (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["model"];

    /// <summary>Waits until something holds of the served model.</summary>
    public async Task UntilAsync(Func<IRideClassifier, bool> holds)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(60);
        while (!holds(Classifier))
        {
            Assert.True(DateTime.UtcNow < end, $"It does not hold; the problem is {Classifier.Problem}.");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _folder.Dispose();
    }
}
