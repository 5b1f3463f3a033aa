using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MLNet.Ride.Hosting.Tests.Support;
using MLNet.Ride.Tests.Documentation;

namespace MLNet.Ride.Hosting.Tests.Documentation;

/// <summary>The code of docs/hosting.md and of the package's README, run.</summary>
[Collection(nameof(ModelFiles))]
public sealed class HostingSnippets(ModelFiles files)
{
    [Theory]
    [InlineData("hosting.md")]
    [InlineData("PackageReadme.md")]
    public void A_document_has_this_code(string document) => Snippets.Check(document, "HostingSnippets.cs");

    [Fact]
    public async Task A_model_is_served_by_an_app()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0", $"--contentRoot={Path.GetDirectoryName(files.Model)}"]);

        builder.Services.AddRideModel("model.zip");
        builder.Services.AddHealthChecks().AddCheck<RideModelHealthCheck>("model");

        await using WebApplication app = builder.Build();

        app.MapHealthChecks("/health");
        app.MapPost("/predictions", async (IFormFile image, IRideClassifier classifier, CancellationToken cancellation) =>
        {
            using var bytes = new MemoryStream();
            await image.CopyToAsync(bytes, cancellation);
            try
            {
                RidePrediction prediction = await classifier.PredictAsync(bytes.ToArray(), k: 3, cancellation);
                return Results.Ok(prediction.Classes);
            }
            catch (InvalidDataException unreadable)
            {
                return Results.Problem(unreadable.Message, statusCode: StatusCodes.Status400BadRequest);
            }
            catch (ModelUnavailableException unavailable)
            {
                return Results.Problem(unavailable.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).DisableAntiforgery();

        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        Assert.Equal("Healthy", await client.GetStringAsync("health"));
        using HttpResponseMessage answer = await PostAsync(client, files.Images[0]);
        Assert.Equal(3, (await answer.Content.ReadFromJsonAsync<List<ClassProbability>>())!.Count);
        using HttpResponseMessage refused = await PostAsync(client, [1, 2, 3]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await app.Services.GetRequiredService<IRideClassifier>().PredictAsync(files.Images[0]);
    }

    [Fact]
    public async Task Options_and_names_are_configured()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Model:Path"] = files.Model, ["Model:MaxBatchSize"] = "16" });
        (string flowersPath, string birdsPath) = (files.Model, files.Other);

        builder.Services.AddRideModel().BindConfiguration("Model");

        builder.Services.AddKeyedRideModel("flowers", flowersPath);
        builder.Services.AddKeyedRideModel("birds", birdsPath).Configure(options => options.MaxBatchSize = 8);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            "birds", services => new RideModelHealthCheck(services.GetRequiredKeyedService<IRideClassifier>("birds")), HealthStatus.Degraded, tags: null));
        builder.Services.AddSingleton<BirdGuide>();

        using IHost host = builder.Build();
        await host.StartAsync();
        Assert.Equal(16, host.Services.GetRequiredService<IOptions<RideModelOptions>>().Value.MaxBatchSize);
        Assert.Equal(2, host.Services.GetRequiredService<BirdGuide>().Classes.Count);
        Assert.Equal(HealthStatus.Healthy, (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["birds"].Status);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] image)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(image), "image", "image.png" } };
        return await client.PostAsync("predictions", form);
    }
}

internal sealed class BirdGuide([FromKeyedServices("birds")] IRideClassifier birds)
{
    public IReadOnlyList<string> Classes => birds.Model?.ClassNames ?? [];
}
