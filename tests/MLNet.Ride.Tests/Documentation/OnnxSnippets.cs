using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/onnx.md, run: ONNX Runtime and ApplyOnnxModel give the scores of a calibrated and routed model.</summary>
public sealed class OnnxSnippets : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly MLContext ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly string onnxPath;
    private readonly float[][] _planes = [.. Enumerable.Range(0, 12).Select(i => DrawnImages.Planes(i % 3, i).Select(value => (float)value).ToArray())];
    private readonly string[] _classNames;
    private readonly float[][] _scores;
    private readonly long[] _expertsUsed;

    public OnnxSnippets()
    {
        using RideTransformer plain = TinyRide.Transformer(ml, routerTopLogits: 3, adapt: StopSome);
        using RideTransformer calibrated = plain.Calibrate(TinyRide.Labeled(ml, 4), out _);
        IDataView scored = calibrated.Transform(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath").Fit(Images()).Transform(Images()));
        _classNames = [.. calibrated.ClassNames];
        _scores = [.. scored.GetColumn<float[]>("Score")];
        _expertsUsed = [.. scored.GetColumn<int>("ExpertsUsed")];
        onnxPath = _folder.File("flowers.onnx");
        Save(calibrated);
        Assert.NotEqual(1, calibrated.Temperature);
        Assert.Equal([1, 2], _expertsUsed.Distinct().Order());
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("onnx.md", "OnnxSnippets.cs");

    [Fact]
    public void Convolutions_compute_with_integers_after_calibration()
    {
        using RideTransformer ride = TinyRide.Transformer(ml, routerTopLogits: 3);
        (ITransformer model, IDataView train, string smallPath) = (ride, TinyRide.Labeled(ml, 4), _folder.File("small.onnx"));

        IDataView some = ml.Data.TakeRows(ml.Data.ShuffleRows(train, seed: 1), 300);
        ride.SaveOnnx(smallPath, calibration: model.Transform(some));

        ride.SaveOnnx(onnxPath);
        Assert.InRange(new FileInfo(smallPath).Length / (double)new FileInfo(onnxPath).Length, 0.1, 0.6);
        new InferenceSession(smallPath).Dispose();
        Assert.Contains("CalibrationImages is empty", Assert.Throws<ArgumentException>(() => ride.SaveOnnx(smallPath, calibration: ml.Data.SkipRows(train, 1000))).Message);
    }

    [Fact]
    public void ONNX_Runtime_scores_a_batch()
    {
        (int count, float[] planes) = (_planes.Length, [.. _planes.SelectMany(image => image)]);

        using var session = new InferenceSession(onnxPath);
        IReadOnlyDictionary<string, string> metadata = session.ModelMetadata.CustomMetadataMap;
        string[] classNames = JsonSerializer.Deserialize<string[]>(metadata["class_names"])!;
        int size = int.Parse(metadata["image_size"]);

        using var images = OrtValue.CreateTensorValueFromMemory(planes, [count, 3, size, size]);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["image"], [images], ["probabilities", "experts_used"]);
        float[][] probabilities = [.. outputs[0].GetTensorDataAsSpan<float>().ToArray().Chunk(classNames.Length)];
        long[] expertsUsed = outputs[1].GetTensorDataAsSpan<long>().ToArray();
        for (int i = 0; i < count; i++)
        {
            int best = Array.IndexOf(probabilities[i], probabilities[i].Max());
            Console.WriteLine($"{classNames[best]}: {probabilities[i][best]:P1}, experts used: {expertsUsed[i]}");
        }

        Assert.Equal(_classNames, classNames);
        AssertScores(probabilities, expertsUsed);
    }

    [Fact]
    public void ApplyOnnxModel_scores_image_files()
    {
        (IDataView images, string scorerPath, int size) = (Images(), _folder.File("scorer.zip"), TinyRide.ImageSize);

        var pipeline = ml.Transforms.LoadImages("Bitmap", null, "ImagePath")
            .Append(ml.Transforms.ResizeImages("Bitmap", size, size))
            .Append(ml.Transforms.ExtractPixels("image", "Bitmap"))
            .Append(ml.Transforms.ApplyOnnxModel(["probabilities", "experts_used"], ["image"], onnxPath));
        ITransformer scorer = pipeline.Fit(images); // nothing is learned
        ml.Model.Save(scorer, images.Schema, scorerPath);

        IDataView scored = scorer.Transform(images);
        foreach (OnnxOutput row in ml.Data.CreateEnumerable<OnnxOutput>(scored, reuseRowObject: false))
        {
            Console.WriteLine($"{row.Probabilities.Max():P1}, experts used: {row.ExpertsUsed[0]}");
        }

        AssertScores(scored);
        (scorer as IDisposable)?.Dispose();
        File.Delete(onnxPath);
        ITransformer loaded = new MLContext().Model.Load(scorerPath, out _);
        AssertScores(loaded.Transform(images));
        (loaded as IDisposable)?.Dispose();
    }

    private void Save(ITransformer model)
    {
        RideTransformer ride = RideTransformer.FindIn(model);
        ride.SaveOnnx(onnxPath);
    }

    /// <summary>Has the router stop images whose largest logit is below the widest gap between them: some, and rounding decides about none.</summary>
    private void StopSome(RideModel model)
    {
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = tensor(_planes.SelectMany(image => image).ToArray(), [_planes.Length, 3, TinyRide.ImageSize, TinyRide.ImageSize]);
        Tensor normalized = images.div(byte.MaxValue).sub(model.Description.Mean[0]).div(model.Description.StandardDeviation[0]);
        float[] largest = [.. model.Network.Experts(normalized)[0].amax([1]).data<float>().Order()];
        (float below, float above) = largest.Zip(largest.Skip(1)).MaxBy(neighbors => neighbors.Second - neighbors.First);
        Tensor weight = model.State()["backbone.expert_help_pred_fc.weight"];
        weight.zero_();
        weight[0, 0] = 1;
        model.State()["backbone.expert_help_pred_fc.bias"].fill_(-(below + above) / 2);
    }

    private IDataView Images()
    {
        for (int i = 0; i < _planes.Length; i++)
        {
            DrawnImages.Save(_folder.File("images", $"{i:D2}.png"), i % 3, i);
        }

        return ml.Data.LoadFromEnumerable(Directory.GetFiles(_folder.File("images")).Order().Select(path => new ImageFile { ImagePath = path }).ToList());
    }

    private void AssertScores(IDataView scored)
    {
        OnnxOutput[] rows = [.. ml.Data.CreateEnumerable<OnnxOutput>(scored, reuseRowObject: false)];
        AssertScores([.. rows.Select(row => row.Probabilities)], [.. rows.Select(row => row.ExpertsUsed.Single())]);
    }

    private void AssertScores(float[][] probabilities, long[] expertsUsed)
    {
        Assert.Equal(_expertsUsed, expertsUsed);
        Assert.Equal(_scores.Length, probabilities.Length);
        Assert.All(_scores.Zip(probabilities), pair => Assert.Equal(pair.First, pair.Second, (a, b) => Math.Abs(a - b) < Tolerance));
    }

    private sealed class ImageFile
    {
        public string ImagePath { get; set; } = "";
    }

    public sealed class OnnxOutput
    {
        [ColumnName("probabilities")]
        public float[] Probabilities { get; set; } = [];

        [ColumnName("experts_used")]
        public long[] ExpertsUsed { get; set; } = [];
    }
}
