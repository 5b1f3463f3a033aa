using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torchvision;

namespace Speed.PlainTorchSharp;

/// <summary>Scoring with all experts, from a data loader to probabilities.</summary>
internal static class PlainScoring
{
    public static Result Measure(Measurement what)
    {
        set_num_threads(what.Threads);
        using var data = new CifarDataset(what.TestFile, CifarDataset.Plain);
        using var loader = new DataLoader(data, what.Batch, num_worker: what.Threads);
        using var network = new RideResNet32(Measurement.Experts, CifarRecords.Classes);
        ITransform normalize = transforms.Normalize(CifarRecords.Mean, CifarRecords.StandardDeviation);
        var meter = new SpeedMeter(what);
        network.eval();
        using IDisposable inference = inference_mode();
        while (true)
        {
            foreach (Dictionary<string, Tensor> batch in loader)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor logits = stack(network.call(normalize.call(batch["image"]))).mean([0]);
                _ = logits.softmax(1).data<float>().ToArray();
                if (meter.Add((int)batch["label"].size(0)))
                {
                    return Result.Of(meter, Measurement.Experts);
                }
            }
        }
    }
}
