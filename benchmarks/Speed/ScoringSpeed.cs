using System.Diagnostics;
using System.IO.Compression;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Scoring;
using TorchSharp;

namespace Speed;

/// <summary>Scoring from bytes to probabilities: with a trained model and its routers, or with all experts of an untrained one.</summary>
internal static class ScoringSpeed
{
    private const int TopLogits = 30;

    public static Result Measure(Measurement what, FileInfo? model)
    {
        using var scorer = new RideScorer(model is null ? Untrained(what) : Trained(what, model), TorchRuntime.SelectDevice(null, true));
        torch.set_num_threads(what.Threads);
        byte[][][] batches = [.. CifarRecords.Read(what.TestFile).Select(record => record.Pixels).Chunk(what.Batch)];
        for (int i = 0; i < what.WarmUp; i++)
        {
            scorer.Score(batches[i % batches.Length]);
        }

        int images = 0;
        long experts = 0;
        var clock = Stopwatch.StartNew();
        for (int i = what.WarmUp; i < what.WarmUp + what.Steps; i++)
        {
            ScoredImages scored = scorer.Score(batches[i % batches.Length]);
            images += scored.ExpertsUsed.Length;
            experts += scored.ExpertsUsed.Sum();
        }

        return Result.Of(images, clock.Elapsed, Math.Round((double)experts / images, 2));
    }

    private static RideModel Untrained(Measurement what) => RideModel.Create(Description(what, 0), 1);

    private static RideModel Trained(Measurement what, FileInfo file)
    {
        using ZipArchive zip = ZipFile.OpenRead(file.FullName);
        ZipArchiveEntry weights = zip.Entries.FirstOrDefault(entry => entry.Name == "weights.safetensors")
            ?? throw new InvalidDataException($"{file} has no weights.safetensors: it is not a model of this library.");
        using Stream stream = weights.Open();
        return RideModel.Load(Description(what, TopLogits), stream);
    }

    private static ModelDescription Description(Measurement what, int topLogits) => new()
    {
        Backbone = "resnet32",
        ClassCount = CifarRecords.Classes,
        ExpertCount = Measurement.Experts,
        ReducedWidth = true,
        Precision = what.Precision,
        Head = HeadKind.Cosine,
        RouterTopLogits = topLogits,
        ImageSize = CifarRecords.ImageSize,
        Mean = [0.4914f, 0.4822f, 0.4465f],
        StandardDeviation = [0.2023f, 0.1994f, 0.2010f],
        TrainingCounts = [.. Enumerable.Repeat(1, CifarRecords.Classes)],
    };
}
