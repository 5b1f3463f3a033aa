// Memory of training on JPEG files with random resized crops: draws the files, trains one epoch of a tiny network, and prints the peak of the
// resident memory. Linux only (/proc/self/status).
// Usage: dotnet run -c Release --project benchmarks/StreamingMemory [images [memory-in-MiB [folder]]]
using System.Globalization;
using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Torch.Training;
using StreamingMemory;

int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2000;
int megabytes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 64;
string folder = Path.Combine(args.Length > 2 ? args[2] : Path.GetTempPath(), $"mlnet-ride-jpegs-{count}");
long bytes = JpegFolder.Draw(folder, count);
Write($"{count} JPEG files of 256×256 pixels, {bytes >> 20} MiB, in {folder}; {megabytes} MiB of memory for images");
Write($"before reading: {ProcessMemory.Report()}");

var ml = new MLContext(seed: 1);
RideTrainer.Options options = RideTrainer.Options.Photos(epochs: 1);
options.Backbone = "resnet10";
options.ExpertCount = 1;
options.ImageSize = 32;
options.Routing.Enabled = false;
options.ImageMemoryMegabytes = megabytes;
options.Progress = new StepListener(progress =>
{
    if (progress.Step == 1 || progress.EndsEpoch)
    {
        Write($"step {progress.Step} of {progress.StepCount}, {progress.ImagesPerSecond:F0} images/s: {ProcessMemory.Report()}");
    }
});

IDataView files = ml.Data.LoadImageFolder(folder);
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
    .Append(ml.MulticlassClassification.Trainers.Ride(options));
using (pipeline.Fit(files))
{
    Write($"{count} images: {ProcessMemory.Report()}");
}

static void Write(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

internal sealed class StepListener(Action<TrainingProgress> then) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => then(value);
}
