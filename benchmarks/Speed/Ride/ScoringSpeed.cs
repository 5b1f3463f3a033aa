using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;

namespace Speed.Ride;

/// <summary>Scoring from bytes to probabilities: all experts of an untrained network, or a trained model with its routers.</summary>
internal static class ScoringSpeed
{
    public static Result Measure(Measurement what, Precision precision, FileInfo? model)
        => Measure(what, RideNetworks.Create(RideNetworks.Options(what, precision), model), CifarRecords.Read(what.TestFile).Select(record => record.Pixels));

    /// <param name="what">How long, on how many threads.</param>
    /// <param name="model">The model, which is disposed.</param>
    /// <param name="pixels">Pixels (HWC) of images of its size.</param>
    public static Result Measure(Measurement what, RideModel model, IEnumerable<byte[]> pixels)
    {
        using var scorer = new RideScorer(model, TorchRuntime.SelectDevice(null, true));
        torch.set_num_threads(what.Threads);
        byte[][][] batches = [.. pixels.Chunk(what.Batch)];
        var meter = new SpeedMeter(what);
        double images = 0, experts = 0;
        ScoredImages scored;
        int batch = 0;
        do
        {
            scored = scorer.Score(batches[batch++ % batches.Length]);
            images += scored.ExpertsUsed.Length;
            experts += scored.ExpertsUsed.Sum();
        }
        while (!meter.Add(scored.ExpertsUsed.Length));

        return Result.Of(meter, Math.Round(experts / images, 2));
    }
}
