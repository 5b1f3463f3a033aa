using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Scoring;

public sealed class PredictTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Top_k_names_classes_by_falling_probability()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        Assert.Equal([new("blue", 3, 0.5f), new("red", 1, 0.25f)], model.TopK([0.25f, 0.25f, 0.5f], 2));
        Assert.Equal(["blue", "red", "green"], model.TopK([0.25f, 0.25f, 0.5f], 10).Select(c => c.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.TopK([0.25f, 0.25f, 0.5f], 0));
        Assert.Contains("The score has 2 values, but the model has 3 classes", Assert.Throws<ArgumentException>(() => model.TopK([1, 0], 1)).Message);
    }

    [Fact]
    public void Images_are_classified_from_their_bytes_as_from_a_view()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, batchSize: 2);
        byte[][] images = [.. Enumerable.Range(0, 5).Select(i => DrawnImages.Png(i % 3, i, 12, 10))];
        float[][] scores = [.. model.Transform(_ml.Data.LoadFromEnumerable(images.Select(bytes => new EncodedRow { Image = bytes }).ToList())).GetColumn<float[]>("Score")];
        IReadOnlyList<IReadOnlyList<ClassProbability>> all = model.Predict(images, k: 3);
        Assert.Equal(images.Length, all.Count);
        Assert.All(all.Zip(scores), p => Equal(model.TopK(p.Second, 3), p.First));
        Equal(model.TopK(scores[3], 2), model.Predict(images[3], k: 2));
        Assert.Empty(model.Predict(Array.Empty<byte[]>()));
    }

    [Fact]
    public void Many_threads_may_predict_at_once()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        byte[][] images = [.. Enumerable.Range(0, 3).Select(i => DrawnImages.Png(i, i))];
        IReadOnlyList<ClassProbability>[] expected = [.. images.Select(bytes => model.Predict(bytes))];
        Parallel.For(0, 24, i => Equal(expected[i % 3], model.Predict(images[i % 3])));
    }

    /// <summary>TorchSharp frees numbers that it converts itself while libtorch reads them, if the garbage collector comes by.</summary>
    [Fact]
    public async Task The_garbage_collector_does_not_disturb_predictions()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        byte[][] images = [.. Enumerable.Range(0, 3).Select(i => DrawnImages.Png(i, i))];
        IReadOnlyList<ClassProbability>[] expected = [.. images.Select(bytes => model.Predict(bytes))];
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        Task collector = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        Task[] callers = [.. Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            for (int n = i; !over.IsCancellationRequested; n++)
            {
                Equal(expected[n % 3], model.Predict(images[n % 3]));
            }
        }))];
        await Task.WhenAll([collector, .. callers]);
    }

    [Fact]
    public void Bytes_that_are_no_image_are_named_by_their_place()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        byte[] image = DrawnImages.Png(0, 0);
        Assert.Contains("Image 2 of the list cannot be read", Assert.Throws<InvalidDataException>(() => model.Predict([image, [1, 2, 3]])).Message);
        Assert.Contains("it is empty", Assert.Throws<InvalidDataException>(() => model.Predict(Array.Empty<byte>())).Message);
        Assert.Contains("An image is null", Assert.Throws<ArgumentException>(() => model.Predict([image, null!])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Predict(image, 0));
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict(image));
    }

    [Fact]
    public void A_model_whose_scores_are_no_numbers_is_not_served()
    {
        using RideTransformer sound = TinyRide.Transformer(_ml);
        sound.CheckServable();
        using RideTransformer damaged = TinyRide.Transformer(_ml, adapt: model =>
        {
            using IDisposable noGradient = TorchSharp.torch.no_grad();
            model.State().Values.First(tensor => tensor.is_floating_point()).fill_(float.NaN);
        });

        Assert.Contains("its weights are damaged", Assert.Throws<InvalidOperationException>(damaged.CheckServable).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "of images (LoadImages")]
    [InlineData(true, "of pixels (ExtractPixels)")]
    public void A_model_trained_behind_other_steps_refuses_files_without_them(bool extractPixels, string form)
    {
        using var folder = new TemporaryFolder();
        DrawnImages.SaveFolder(folder, "train", 3, 3, 3);
        IDataView rows = _ml.Data.LoadImageFolder(folder.File("train"));
        IEstimator<ITransformer> steps = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadImages("Image", null, "ImagePath"))
            .Append(_ml.Transforms.ResizeImages("Image", TinyRide.ImageSize, TinyRide.ImageSize));
        if (extractPixels)
        {
            steps = steps.Append(_ml.Transforms.ExtractPixels("Image"));
        }

        ITransformer pipeline = steps.Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options())).Fit(rows);
        byte[] image = DrawnImages.Png(0, 0);

        string refused = Assert.Throws<InvalidOperationException>(() => RideTransformer.FindIn(pipeline).Predict(image)).Message;

        Assert.Contains(form, refused, StringComparison.Ordinal);
        Assert.Contains("Score with the whole pipeline", refused, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => RideTransformer.FindIn(pipeline).Predict([image]));
        (pipeline as IDisposable)?.Dispose();
    }

    [Fact]
    public void The_transformer_is_found_in_a_loaded_pipeline_and_names_what_its_prediction_engine_says()
    {
        IDataView train = _ml.Data.LoadFromEnumerable(PixelRow.Draw(4).ToList());
        var inner = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()));
        var pipeline = inner.Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var stream = new MemoryStream();
        using (var model = pipeline.Fit(train))
        {
            _ml.Model.Save(model, train.Schema, stream);
        }

        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        RideTransformer ride = RideTransformer.FindIn(loaded);
        using var engine = _ml.Model.CreatePredictionEngine<PixelRow, PredictionRow>(loaded);
        PredictionRow prediction = engine.Predict(PixelRow.Draw(1).First());
        IReadOnlyList<ClassProbability> top = ride.TopK(prediction.Score, 3);
        Assert.Equal(prediction.PredictedLabel, top[0].Name);
        Assert.Equal(prediction.Score.Max(), top[0].Probability);

        VBuffer<ReadOnlyMemory<char>> names = default;
        engine.OutputSchema["Score"].GetSlotNames(ref names);
        Assert.Equal(ride.ClassNames, names.DenseValues().Select(n => n.ToString()));
        Assert.Contains("contains no RideTransformer", Assert.Throws<ArgumentException>(
            () => RideTransformer.FindIn(_ml.Transforms.CopyColumns("A", "Label").Fit(train))).Message);
    }

    private static void Equal(IReadOnlyList<ClassProbability> expected, IReadOnlyList<ClassProbability> actual)
    {
        Assert.Equal(expected.Select(c => c.Name), actual.Select(c => c.Name));
        Assert.Equal(expected.Select(c => c.Probability), actual.Select(c => c.Probability), (a, b) => MathF.Abs(a - b) < 1e-5f);
    }
}
