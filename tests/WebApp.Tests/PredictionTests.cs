using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Hosting.Tests.Support;
using WebApp.Tests.Support;

namespace WebApp.Tests;

public sealed class PredictionTests(ModelFiles files) : IClassFixture<ModelFiles>
{
    [Fact]
    public async Task Many_requests_at_once_get_the_models_answers()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model, "--Model:MaxQueuedImages=120");
        using var model = (IDisposable)new MLContext().Model.Load(files.Model, out _);
        RideTransformer ride = RideTransformer.FindIn((ITransformer)model);

        JsonElement[] answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => app.PredictAsync(files.Images[i % files.Images.Count])));

        for (int i = 0; i < answers.Length; i++)
        {
            IReadOnlyList<ClassProbability> expected = ride.Predict(files.Images[i % files.Images.Count], out int expertsUsed);
            JsonElement[] classes = [.. answers[i].GetProperty("classes").EnumerateArray()];
            Assert.Equal(expected.Select(c => c.Name), classes.Select(c => c.GetProperty("name").GetString()!));
            Assert.All(expected.Zip(classes), pair => Assert.Equal(pair.First.Probability, pair.Second.GetProperty("probability").GetSingle(), 1e-5));
            Assert.Equal((expertsUsed, 3), (answers[i].GetProperty("expertsUsed").GetInt32(), answers[i].GetProperty("expertCount").GetInt32()));
        }

        JsonElement poppy = answers[0].GetProperty("classes").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "poppy");
        Assert.Equal(24, poppy.GetProperty("trainingImages").GetInt32());
    }

    [Fact]
    public async Task What_is_no_image_is_refused()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        foreach (byte[] bytes in (byte[][])["not an image"u8.ToArray(), [], files.Images[0][..40]])
        {
            using HttpResponseMessage response = await app.PostAsync(bytes, "notes.txt");

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            ProblemDetails problem = await RunningApp.ProblemOf(response);
            Assert.Matches(@"^'notes\.txt' cannot be used: it is (empty|not an image|incomplete|a damaged).*\. Send a PNG, JPEG, BMP, GIF, or WebP image\.$", problem.Detail);
        }
    }

    [Fact]
    public async Task Another_field_and_another_content_are_refused()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        using HttpResponseMessage field = await app.PostAsync(files.Images[0], field: "picture");
        using HttpResponseMessage content = await app.Client.PostAsync("api/predictions", new StringContent("{}", null, "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType), (field.StatusCode, content.StatusCode));
        Assert.Contains("field named \"image\"", (await RunningApp.ProblemOf(field)).Detail, StringComparison.Ordinal);
        Assert.Contains("field named \"image\"", (await RunningApp.ProblemOf(content)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_beyond_the_limit_is_refused()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model, "--Model:MaxImageBytes=1000000");

        using HttpResponseMessage response = await app.PostAsync(new byte[1_001_001]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("Images may be up to 1 MB. Send a smaller one.", (await RunningApp.ProblemOf(response)).Detail);
    }

    [Fact]
    public async Task A_small_file_of_a_huge_image_is_refused_before_it_is_decoded()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);

        using HttpResponseMessage response = await app.PostAsync(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "huge.png")));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("'image.png' cannot be used: it has 100000×100000 pixels, more than the limit of 100 megapixels (Decoding.MaxMegapixels). Send a PNG, JPEG, BMP, GIF, or WebP image.", (await RunningApp.ProblemOf(response)).Detail);
    }

    [Fact]
    public async Task Who_may_not_wait_is_turned_away_and_served_later()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model, "--Model:MaxBatchSize=1", "--Model:MaxQueuedImages=1");

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => app.PostAsync(files.Images[0])));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable], responses.Select(response => response.StatusCode).Distinct().Order());
        HttpResponseMessage refused = responses.First(response => response.StatusCode == HttpStatusCode.ServiceUnavailable);
        Assert.Contains("Try again", (await RunningApp.ProblemOf(refused)).Detail, StringComparison.Ordinal);
        await app.PredictAsync(files.Images[0]);
    }

    [Fact]
    public async Task The_description_for_programs_tells_all_answers()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        using JsonDocument document = JsonDocument.Parse(await app.Client.GetStringAsync("openapi/v1.json"));
        JsonElement predict = document.RootElement.GetProperty("paths").GetProperty("/api/predictions").GetProperty("post");

        Assert.Equal(["200", "400", "413", "415", "503"], predict.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order());
        Assert.True(predict.GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _));
        Assert.True(document.RootElement.GetProperty("paths").TryGetProperty("/api/model", out _));
        Assert.True(document.RootElement.GetProperty("paths").TryGetProperty("/api/explanations", out _));
        Assert.Contains("expertsUsed", document.RootElement.GetProperty("components").GetRawText(), StringComparison.Ordinal);
    }
}
