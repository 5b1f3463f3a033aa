using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using MLNet.Ride.Torch.Tests.Support;
using WebApp.Models;

namespace WebApp.Tests.Support;

/// <summary>The app on Kestrel, at a free port of this machine, with a copy of a model's file.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;

    private RunningApp(string? model, string[] settings)
    {
        ModelPath = _folder.File("model.zip");
        if (model is not null)
        {
            File.Copy(model, ModelPath);
        }

        _app = App.Create(
        [
            "--urls=http://127.0.0.1:0", $"--contentRoot={AppContext.BaseDirectory}", $"--Model:Path={ModelPath}", "--Model:PollingInterval=00:00:00.05",
            "--Logging:LogLevel:Default=Error", .. settings,
        ]);
    }

    public string ModelPath { get; }

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public ModelHost Host => _app.Services.GetRequiredService<ModelHost>();

    public static async Task<RunningApp> StartAsync(string? model, params string[] settings)
    {
        var running = new RunningApp(model, settings);
        await running._app.StartAsync();
        running.Address = new(running._app.Urls.Single());
        // Who is refused for the length of an upload must not be in the middle of it when the connection is closed.
        running.Client = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = running.Address };
        running.Client.DefaultRequestHeaders.ExpectContinue = true;
        return running;
    }

    /// <summary>Takes the turn of an image, until it is disposed of.</summary>
    public IDisposable TakeTurn() => _app.Services.GetRequiredService<ConcurrencyLimiter>().AttemptAcquire();

    public async Task<HttpResponseMessage> PostAsync(byte[] image, string fileName = "image.png", string field = "image")
    {
        using var form = new MultipartFormDataContent();
        var content = new ByteArrayContent(image);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(content, field, fileName);
        return await Client.PostAsync("api/predictions", form);
    }

    public async Task<JsonElement> PredictAsync(byte[] image)
    {
        using HttpResponseMessage response = await PostAsync(image);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> HealthAsync()
    {
        using HttpResponseMessage response = await Client.GetAsync("health");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits until the health says so.</summary>
    public async Task<JsonElement> UntilHealthAsync(Func<JsonElement, bool> holds)
    {
        for (DateTime end = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
        {
            JsonElement health = await HealthAsync();
            if (holds(health))
            {
                return health;
            }

            Assert.True(DateTime.UtcNow < end, $"The health stayed {health}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    public static async Task<ProblemDetails> ProblemOf(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync<ProblemDetails>())!;
    }
}
