// What summing the gradients of several processes costs, as a share of a training step.
// OMP_NUM_THREADS=1 mpirun -np 4 dotnet run -c Release --no-build --project benchmarks/Parallel -- [images per process]
using System.Globalization;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime.Mpi;
using Parallel;

int batch = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 32;
ProcessGroup group = ProcessGroup.Launched;
(string Name, RideOptions Options)[] networks =
[
    ("resnet32, 3 experts, 32 pixels", new() { Backbone = Backbones.ResNet32, ExpertCount = 3, ImageSize = 32 }),
    ("resnet18, 1 expert, 64 pixels", new() { Backbone = Backbones.ResNet18, ExpertCount = 1, ImageSize = 64 }),
];
if (group.IsFirst)
{
    Console.WriteLine($"{group.Size} processes, {batch} images each; medians of {StepTimes.Rounds} steps");
    Console.WriteLine("| network | gradient, MB | step, ms | sum, ms | sum / step |");
    Console.WriteLine("|---|---:|---:|---:|---:|");
}

foreach ((string name, RideOptions options) in networks)
{
    options.BatchSize = batch;
    StepTimes times = StepTimes.Measure(options, group);
    if (group.IsFirst)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {times.Bytes / 1e6:F1} | {times.Step:F1} | {times.Sum:F2} | {times.Sum / times.Step:0.0%} |"));
    }
}
