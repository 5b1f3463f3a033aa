using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using MLNet.Ride.Tests.Support;

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
            "--urls=http://127.0.0.1:0", $"--contentRoot={AppContext.BaseDirectory}", $"--Model:Path={ModelPath}", "--Model:ReloadInterval=00:00:00.05",
            "--Logging:LogLevel:Default=Error", .. settings,
        ]);
    }

    public string ModelPath { get; }

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

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
        JsonElement health = default;
        await UntilAsync(async () => holds(health = await HealthAsync()));
        return health;
    }

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        DateTime end = DateTime.UtcNow.AddSeconds(60);
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < end, $"It does not hold; the health is {await HealthAsync()}.");
            await Task.Delay(20);
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
