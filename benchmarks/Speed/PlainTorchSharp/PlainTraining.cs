using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torchvision;

namespace Speed.PlainTorchSharp;

/// <summary>Training as in TorchSharp's examples: a data loader, automatic gradients, SGD.</summary>
internal static class PlainTraining
{
    public static Result Measure(Measurement what)
    {
        set_num_threads(what.Threads);
        using var data = new CifarDataset(what.TrainFile, CifarDataset.Augmented);
        using var loader = new DataLoader(data, what.Batch, shuffle: true, num_worker: what.Threads);
        using var network = new RideResNet32(Measurement.Experts, CifarRecords.Classes);
        using var loss = new RideLoss([.. Enumerable.Range(0, CifarRecords.Classes).Select(label => data.Labels.Count(label.Equals))]);
        using SGD optimizer = optim.SGD(network.parameters(), 0.1, momentum: 0.9, weight_decay: 5e-4, nesterov: true);
        ITransform normalize = transforms.Normalize(CifarRecords.Mean, CifarRecords.StandardDeviation);
        var meter = new SpeedMeter(what);
        network.train();
        while (true)
        {
            foreach (Dictionary<string, Tensor> batch in loader)
            {
                using DisposeScope scope = NewDisposeScope();
                optimizer.zero_grad();
                Tensor value = loss.call(network.call(normalize.call(batch["image"])), batch["label"]);
                value.backward();
                optimizer.step();
                _ = value.item<float>();
                if (meter.Add((int)batch["label"].size(0)))
                {
                    return Result.Of(meter);
                }
            }
        }
    }
}
