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

    private static RideModel Untrained(Measurement what) => RideModel.Create(Description(what, routing: false), 1);

    private static RideModel Trained(Measurement what, FileInfo file)
    {
        using ZipArchive zip = ZipFile.OpenRead(file.FullName);
        ZipArchiveEntry weights = zip.Entries.FirstOrDefault(entry => entry.Name == "weights.safetensors")
            ?? throw new InvalidDataException($"{file} has no weights.safetensors: it is not a model of this library.");
        using Stream stream = weights.Open();
        return RideModel.Load(Description(what, routing: true), stream);
    }

    private static ModelDescription Description(Measurement what, bool routing)
    {
        RideOptions options = what.Options();
        options.Routing.Enabled = routing;
        return ModelDescription.Of(options, [.. Enumerable.Repeat(1, CifarRecords.Classes)]);
    }
}
