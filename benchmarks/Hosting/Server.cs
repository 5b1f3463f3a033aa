using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MLNet.Ride.Hosting;

namespace Hosting;

/// <summary>The web app, on Kestrel at a free port of this machine.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _model;

    private Server(string model, string setting)
    {
        _model = model;
        _app = WebApp.App.Create(["--urls=http://127.0.0.1:0", $"--contentRoot={Path.GetDirectoryName(model)}", $"--Model:Path={model}", "--Logging:LogLevel:Default=Error", setting]);
    }

    public Uri Address => new(_app.Urls.Single());

    private IRideClassifier Classifier => _app.Services.GetRequiredService<IRideClassifier>();

    public static async Task<Server> StartAsync(string model, string setting)
    {
        var server = new Server(model, setting);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Replaces the model's file, and waits until it is in use.</summary>
    public async Task ReplaceAsync(string model)
    {
        ServedModel? before = Classifier.Model;
        File.Copy(model, _model, overwrite: true);
        while (Classifier.Model == before)
        {
            await Task.Delay(10);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
