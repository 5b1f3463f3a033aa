using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MLNet.Ride.Hosting.Tests.Support;
using WebApp.Models;
using WebApp.Tests.Support;

namespace WebApp.Tests;

public sealed class ReloadTests(ModelFiles files) : IClassFixture<ModelFiles>
{
    [Fact]
    public async Task A_new_file_takes_over_while_requests_are_answered()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        using var over = new CancellationTokenSource();
        Task<List<int>>[] load = [.. Enumerable.Range(0, 4).Select(_ => Load(app, over.Token))];
        Assert.Equal(3, (await app.PredictAsync(files.Images[0])).GetProperty("expertCount").GetInt32());

        File.Copy(files.Other, app.ModelPath, overwrite: true);

        await app.UntilAsync(async () => (await app.PredictAsync(files.Images[0])).GetProperty("expertCount").GetInt32() == 2);
        await over.CancelAsync();
        Assert.All((await Task.WhenAll(load)).SelectMany(counts => counts), count => Assert.True(count is 2 or 3));
    }

    [Fact]
    public async Task A_damaged_file_keeps_the_model_and_shows_in_the_health_until_it_is_put_right()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        Assert.Equal("Healthy", (await app.HealthAsync()).GetProperty("status").GetString());

        File.WriteAllBytes(app.ModelPath, File.ReadAllBytes(files.Other)[..5000]);
        JsonElement damaged = await app.UntilHealthAsync(health => health.GetProperty("status").GetString() == "Degraded");
        Assert.StartsWith("'model.zip' cannot be loaded", damaged.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetDirectoryName(app.ModelPath)!, damaged.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(3, (await app.PredictAsync(files.Images[0])).GetProperty("expertCount").GetInt32());

        File.Delete(app.ModelPath);
        await app.UntilHealthAsync(health => health.GetProperty("description").GetString()!.Contains("does not exist", StringComparison.Ordinal));
        Assert.Equal(3, (await app.PredictAsync(files.Images[0])).GetProperty("expertCount").GetInt32());

        File.Copy(files.Other, app.ModelPath);
        await app.UntilHealthAsync(health => health.GetProperty("status").GetString() == "Healthy");
        Assert.Equal(2, (await app.PredictAsync(files.Images[0])).GetProperty("expertCount").GetInt32());
    }

    [Fact]
    public async Task Without_a_model_the_app_says_what_to_do_and_takes_one_up_when_it_comes()
    {
        await using RunningApp app = await RunningApp.StartAsync(null);
        using HttpResponseMessage health = await app.Client.GetAsync("health");
        using HttpResponseMessage model = await app.Client.GetAsync("api/model");
        using HttpResponseMessage prediction = await app.PostAsync(files.Images[0]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("Unhealthy", (await health.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        foreach (HttpResponseMessage response in (HttpResponseMessage[])[model, prediction])
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.StartsWith("The model file 'model.zip' does not exist.", (await RunningApp.ProblemOf(response)).Detail, StringComparison.Ordinal);
        }

        File.Copy(files.Model, app.ModelPath);
        await app.UntilHealthAsync(h => h.GetProperty("status").GetString() == "Healthy");
        var description = await app.Client.GetFromJsonAsync<ModelDescription>("api/model");
        Assert.Equal(("poppy", 24, 3, true), (description!.Classes[0].Name, description.Classes[0].TrainingImages, description.ExpertCount, description.Routed));
    }

    private async Task<List<int>> Load(RunningApp app, CancellationToken over)
    {
        var counts = new List<int>();
        while (!over.IsCancellationRequested)
        {
            counts.Add((await app.PredictAsync(files.Images[counts.Count % files.Images.Count])).GetProperty("expertCount").GetInt32());
        }

        return counts;
    }
}
