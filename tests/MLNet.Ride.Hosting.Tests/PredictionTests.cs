using Microsoft.ML;
using MLNet.Ride.Hosting.Tests.Support;

namespace MLNet.Ride.Hosting.Tests;

[Collection(nameof(ModelFiles))]
public sealed class PredictionTests(ModelFiles files)
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Concurrent_images_are_scored_in_batches_with_the_results_of_single_ones()
    {
        using var sizes = new BatchSizes();
        await using ServingHost host = await ServingHost.StartAsync(files.Model, options => (options.MaxBatchSize, options.MaxBatchDelay) = (8, s_long));
        using var model = (IDisposable)new MLContext().Model.Load(files.Model, out _);
        RideTransformer ride = RideTransformer.FindIn((ITransformer)model);

        RidePrediction[] predictions = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.Classifier.PredictAsync(Image(i), k: 1 + (i % 5))));

        Assert.Equal([8, 8, 8, 8, 8], sizes.Seen);
        Assert.All(predictions.Index(), p =>
        {
            IReadOnlyList<ClassProbability> expected = ride.Predict(Image(p.Index), out int expertsUsed, k: 1 + (p.Index % 5));
            Assert.Equal(expected.Select(c => (c.Name, c.Key)), p.Item.Classes.Select(c => (c.Name, c.Key)));
            Assert.All(expected.Zip(p.Item.Classes), pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-5));
            Assert.Equal((expertsUsed, host.Classifier.Model), (p.Item.ExpertsUsed, p.Item.Model));
        });
    }

    [Fact]
    public async Task Novelty_is_told_by_a_model_that_measures_it()
    {
        await using ServingHost plain = await ServingHost.StartAsync(files.Model);
        await using ServingHost suspicious = await ServingHost.StartAsync(files.Suspicious);

        RidePrediction without = await plain.Classifier.PredictAsync(Image(1));
        RidePrediction with = await suspicious.Classifier.PredictAsync(Image(1));

        Assert.Equal((null, null), (without.Novelty, without.IsKnown));
        Assert.Equal((true, false), (float.IsFinite(with.Novelty!.Value), with.IsKnown));
    }

    [Fact]
    public async Task An_image_is_explained_if_that_is_asked_for()
    {
        await using ServingHost host = await ServingHost.StartAsync(files.Model, options => options.MaxImageBytes = 5000);

        RidePrediction explained = await host.Classifier.ExplainAsync(Image(0));

        Assert.Null((await host.Classifier.PredictAsync(Image(0))).Explanation);
        Assert.Equal(explained.Classes[0].Name, explained.Explanation!.Class.Name);
        Assert.Equal(explained.ExpertsUsed, explained.Explanation.Experts.Count);
        await Assert.ThrowsAsync<InvalidDataException>(() => host.Classifier.ExplainAsync(new byte[5001]));
        await Assert.ThrowsAsync<InvalidDataException>(() => host.Classifier.ExplainAsync("text"u8.ToArray()));
    }

    [Fact]
    public async Task The_served_model_is_described()
    {
        await using ServingHost host = await ServingHost.StartAsync(files.Model);
        ServedModel model = host.Classifier.Model!;

        Assert.Equal(["poppy", "meadow", "sky", "sunflower", "lavender"], model.ClassNames);
        Assert.Equal((3, 24, "cpu"), (model.Network.ExpertCount, model.Network.TrainingCounts[0], model.Device));
        Assert.InRange(model.Cost.Parameters, 10_000, 10_000_000);
        Assert.InRange(DateTimeOffset.UtcNow - model.LoadedAt, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_is_no_image_fails_alone_in_its_batch()
    {
        using var sizes = new BatchSizes();
        await using ServingHost host = await ServingHost.StartAsync(files.Model, options => (options.MaxBatchSize, options.MaxBatchDelay) = (3, s_long));
        Task<RidePrediction> good = host.Classifier.PredictAsync(Image(0));
        Task<RidePrediction> bad = host.Classifier.PredictAsync("no image"u8.ToArray());
        Task<RidePrediction> other = host.Classifier.PredictAsync(Image(1));

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => bad);

        Assert.StartsWith("The image cannot be read: it is not an image of a known format", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("it is not an image", error.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal((5, 5), ((await good).Classes.Count, (await other).Classes.Count));
        Assert.Equal([3], sizes.Seen);
    }

    [Fact]
    public async Task A_batch_without_an_image_is_no_error_of_the_model()
    {
        await using ServingHost host = await ServingHost.StartAsync(files.Model);

        await Assert.ThrowsAsync<InvalidDataException>(() => host.Classifier.PredictAsync([]));

        Assert.Equal(5, (await host.Classifier.PredictAsync(Image(0))).Classes.Count);
    }

    [Fact]
    public async Task Images_beyond_the_limits_are_refused()
    {
        byte[] large = files.Draw(0, 1, size: 1001);
        await using ServingHost host = await ServingHost.StartAsync(files.Model, options => options.MaxMegapixels = 1);
        await using ServingHost small = await ServingHost.StartAsync(files.Model, options => options.MaxImageBytes = 100);

        string pixels = (await Assert.ThrowsAsync<InvalidDataException>(() => host.Classifier.PredictAsync(large))).Message;
        string bytes = (await Assert.ThrowsAsync<InvalidDataException>(() => small.Classifier.PredictAsync(new byte[101]))).Message;

        Assert.Contains("it has 1001×1001 pixels, more than the limit of 1 megapixels", pixels, StringComparison.Ordinal);
        Assert.Contains("it has 101 bytes, more than the limit of 100 (MaxImageBytes)", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_may_be_given_up()
    {
        using var sizes = new BatchSizes();
        await using ServingHost host = await ServingHost.StartAsync(files.Model, options => (options.MaxBatchSize, options.MaxBatchDelay) = (3, s_long));
        using var cancellation = new CancellationTokenSource();
        Task<RidePrediction> givenUp = host.Classifier.PredictAsync(Image(0), cancellationToken: cancellation.Token);
        Task<RidePrediction> other = host.Classifier.PredictAsync(Image(1));

        await cancellation.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.Equal(cancellation.Token, canceled.CancellationToken);
        Assert.False(other.IsCompleted);
        await Task.WhenAll(other, host.Classifier.PredictAsync(Image(2)));
        Assert.Equal([2], sizes.Seen);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.Classifier.PredictAsync(Image(0), cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task Too_many_images_are_refused_and_served_later()
    {
        await using ServingHost host = await ServingHost.StartAsync(files.Model, options => (options.MaxBatchSize, options.MaxQueuedImages) = (1, 2));

        Task<RidePrediction>[] burst = [.. Enumerable.Range(0, 200).Select(i => host.Classifier.PredictAsync(Image(i)))];
        await Task.WhenAll(burst.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Contains(burst, task => task.IsCompletedSuccessfully);
        Exception[] errors = [.. burst.Where(task => task.IsFaulted).Select(task => task.Exception!.InnerException!)];
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal("2 images are waiting for the model. Try again in a moment.", Assert.IsType<ModelBusyException>(error).Message));
        await host.Classifier.PredictAsync(Image(0));
    }

    [Fact]
    public async Task Wrong_arguments_are_named()
    {
        await using ServingHost host = await ServingHost.StartAsync(files.Model);

        Assert.Equal("image", (await Assert.ThrowsAsync<ArgumentNullException>(() => host.Classifier.PredictAsync(null!))).ParamName);
        Assert.Equal("k", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Classifier.PredictAsync(Image(0), 0))).ParamName);
    }

    [Fact]
    public async Task When_the_host_is_disposed_waiting_images_are_completed_and_others_refused()
    {
        ServingHost host = await ServingHost.StartAsync(files.Model, options => options.MaxBatchDelay = s_long);
        Task<RidePrediction>[] waiting = [.. Enumerable.Range(0, 3).Select(i => host.Classifier.PredictAsync(Image(i)))];

        await host.DisposeAsync();

        Assert.All(waiting, task => Assert.True(task.IsCompleted));
        Assert.All(await Task.WhenAll(waiting), prediction => Assert.Equal(5, prediction.Classes.Count));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => host.Classifier.PredictAsync(Image(0)));
    }

    private byte[] Image(int i) => files.Images[i % files.Images.Count];
}
