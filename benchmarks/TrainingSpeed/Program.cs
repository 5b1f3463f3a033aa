// Images a second of training and scoring: ResNet-32, three reduced experts, batches of 128 random images of 32×32 pixels.
// Usage: dotnet run -c Release --project benchmarks/TrainingSpeed [steps [threads]]
using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Data;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Scoring;
using MLNet.Ride.Torch.Training;
using TorchSharp;

const int BatchSize = 128;
const int ImageSize = 32;
const int ClassCount = 100;
const int WarmUpSteps = 3;
int steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
torch.set_num_threads(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.ProcessorCount);

var random = new Random(1);
var images = new LabeledImages(ImageSize, ClassCount);
for (int i = 0; i < BatchSize * (WarmUpSteps + steps); i++)
{
    var pixels = new byte[ImageSize * ImageSize * 3];
    random.NextBytes(pixels);
    images.Add(pixels, i % ClassCount);
}

torch.Device device = TorchRuntime.SelectDevice(null, true);
var clock = new Stopwatch();
var progress = new StepListener(step =>
{
    if (step == WarmUpSteps)
    {
        clock.Start();
    }
});

RideModel model = RideTraining.Train(images, new RideOptions { Epochs = 1, Seed = 1 }, device, progress);
Report("training", BatchSize * steps, clock.Elapsed);

using var scorer = new RideScorer(model, device);
byte[][] batch = [.. Enumerable.Range(0, BatchSize).Select(i => images.Pixels(i).ToArray())];
scorer.Score(batch);
clock.Restart();
for (int i = 0; i < steps; i++)
{
    scorer.Score(batch);
}

Report("scoring, all experts", BatchSize * steps, clock.Elapsed);

void Report(string what, int count, TimeSpan elapsed)
    => Console.WriteLine(FormattableString.Invariant($"{what}: {count / elapsed.TotalSeconds:F0} images/s on {device.type}, {torch.get_num_threads()} threads"));

internal sealed class StepListener(Action<int> then) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => then(value.Step);
}
