using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.ML;
using MLNet.Ride.Hosting.Tests.Support;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Tests;

namespace MLNet.Ride.Hosting.Tests;

[Collection(nameof(ModelFiles))]
public sealed class ReloadTests(ModelFiles files)
{
    [Fact]
    public async Task New_files_take_over_while_images_are_classified_without_an_error()
    {
        await using ServingHost host = await ServingHost.StartAsync(files.Model);
        using var over = new CancellationTokenSource();
        Task<List<RidePrediction>>[] load = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => Load(host, over.Token)))];

        var single = new List<RidePrediction>();
        foreach ((string file, int experts) in new[] { (files.Other, 2), (files.Model, 3), (files.Other, 2) })
        {
            File.Copy(file, host.ModelPath, overwrite: true);
            await host.UntilAsync(classifier => classifier.Model!.Network.ExpertCount == experts);
            single.Add(await host.Classifier.PredictAsync(files.Images[0]));
            Assert.Equal(experts, single[^1].Model.Network.ExpertCount);
        }

        await over.CancelAsync();
        RidePrediction[] predictions = [.. single, .. (await Task.WhenAll(load)).SelectMany(p => p)];
        Assert.Equal(4, predictions.Select(p => p.Model).Distinct().Count());
        Assert.All(predictions, p => Assert.Equal(p.Model.ClassNames.Order(), p.Classes.Select(c => c.Name).Order()));
    }

    [Fact]
    public async Task A_damaged_file_is_logged_and_keeps_the_model_until_it_is_put_right()
    {
        await using ServingHost host = await ServingHost.StartAsync(files.Model);
        ServedModel before = host.Classifier.Model!;
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        Assert.Equal(before.LoadedAt, (await host.HealthAsync()).Data["loadedAt"]);

        File.WriteAllBytes(host.ModelPath, File.ReadAllBytes(files.Other)[..5000]);
        await host.UntilAsync(classifier => classifier.Problem is not null);

        HealthReportEntry health = await host.HealthAsync();
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Matches(@"^'model\.zip' cannot be loaded: .* The previous model is in use\.$", health.Description);
        Assert.DoesNotContain(Path.GetDirectoryName(host.ModelPath)!, health.Description, StringComparison.Ordinal);
        Assert.Contains(host.Log.Of(LogLevel.Warning), line => line.StartsWith($"{host.ModelPath} is not served, the previous model stays in use: 'model.zip'", StringComparison.Ordinal));
        Assert.Same(before, (await host.Classifier.PredictAsync(files.Images[0])).Model);

        File.Delete(host.ModelPath);
        await host.UntilAsync(classifier => classifier.Problem!.Contains("does not exist", StringComparison.Ordinal));
        Assert.Same(before, (await host.Classifier.PredictAsync(files.Images[0])).Model);

        File.Copy(files.Other, host.ModelPath);
        await host.UntilAsync(classifier => classifier.Problem is null);
        Assert.Equal(2, (await host.Classifier.PredictAsync(files.Images[0])).Model.Network.ExpertCount);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
    }

    [Fact]
    public async Task Without_a_file_the_host_starts_and_takes_one_up_when_it_comes()
    {
        await using ServingHost host = await ServingHost.StartAsync(null);
        HealthReportEntry health = await host.HealthAsync();
        const string missing = "The model file 'model.zip' does not exist. Save a model there, or set another path (Path).";

        Assert.Equal((HealthStatus.Unhealthy, missing), (health.Status, health.Description));
        Assert.Equal(missing, (await Assert.ThrowsAsync<ModelUnavailableException>(() => host.Classifier.PredictAsync(files.Images[0]))).Message);
        Assert.Contains(host.Log.Of(LogLevel.Warning), line => line.Contains("there is no model", StringComparison.Ordinal));
        Assert.Null(host.Classifier.Model);

        File.Copy(files.Model, host.ModelPath);
        await host.UntilAsync(classifier => classifier.Problem is null);
        Assert.Equal(3, (await host.Classifier.PredictAsync(files.Images[0])).Model.Network.ExpertCount);
    }

    [Fact]
    public async Task With_an_interval_of_zero_the_file_is_read_once()
    {
        await using ServingHost host = await ServingHost.StartAsync(files.Model, options => options.ReloadInterval = TimeSpan.Zero);
        ServedModel before = host.Classifier.Model!;

        File.Copy(files.Other, host.ModelPath, overwrite: true);
        await Task.Delay(200);

        Assert.Same(before, host.Classifier.Model);
    }

    [Fact]
    public async Task A_model_that_cannot_predict_from_files_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.zip");
        TrainBehindResizing(path);
        await using ServingHost host = await ServingHost.StartAsync(files.Model);

        File.Copy(path, host.ModelPath, overwrite: true);
        await host.UntilAsync(classifier => classifier.Problem is not null);

        Assert.Contains("was trained on column 'Image' of images", host.Classifier.Problem, StringComparison.Ordinal);
        Assert.Equal(3, (await host.Classifier.PredictAsync(files.Images[0])).Model.Network.ExpertCount);
    }

    [Fact]
    public void A_replaced_model_is_freed_when_its_last_image_is_classified()
        => TensorCount.AssertNoneLeft(
            () =>
            {
                var model = new LoadedModel(files.Model, "", new() { MaxBatchDelay = TimeSpan.FromSeconds(10) });
                ImageRequest[] waiting = [.. files.Images.Select(image => new ImageRequest(image, 1))];
                Assert.All(waiting, request => Assert.True(model.TryAdd(request)));
                model.RetireAsync().Wait();
                Assert.All(waiting, request => Assert.Single(request.Task.Result.Classes));
                Assert.False(model.TryAdd(waiting[0]));
            },
            () => ((IDisposable)new MLContext().Model.Load(files.Model, out _)).Dispose());

    private async Task<List<RidePrediction>> Load(ServingHost host, CancellationToken over)
    {
        var predictions = new List<RidePrediction>();
        while (!over.IsCancellationRequested)
        {
            predictions.Add(await host.Classifier.PredictAsync(files.Images[predictions.Count % files.Images.Count]));
        }

        return predictions;
    }

    private void TrainBehindResizing(string path)
    {
        var ml = new MLContext(seed: 1);
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 8; i++)
        {
            File.WriteAllBytes(folder.File("train", $"class{i % 2}", $"{i}.png"), files.Images[i % 2]);
        }

        IDataView rows = ml.Data.LoadImageFolder(folder.File("train"));
        using var model = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.LoadImages("Image", null, "ImagePath"))
            .Append(ml.Transforms.ResizeImages("Image", 8, 8))
            .Append(ml.MulticlassClassification.Trainers.Ride(new RideTrainer.Options { Backbone = "resnet20", ExpertCount = 2, ImageSize = 8, Epochs = 1, BatchSize = 8, Augmentation = { CropPadding = 1 } }))
            .Fit(rows);
        ml.Model.Save(model, rows.Schema, path);
    }
}
