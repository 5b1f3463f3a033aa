// A training run that a test can kill, or start in several processes:
// TrainApp <folder of checkpoints, or -> <file of the trained weights, .safetensors> [scenario [file of initial weights [steps until it cancels itself]]]
// It prints a line after every step. Further processes write their weights to files with their numbers.
using System.Globalization;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Tests;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using TrainApp;

Scenario scenario = Scenario.All[args.Length > 2 ? args[2] : Scenario.Plain];
RideOptions options = scenario.Options;
options.Checkpoints.Folder = args[0] == "-" ? null : args[0];
options.InitialWeights.Path = args.Length > 3 ? args[3] : null;
int rank = Launcher.Current?.Rank ?? 0;
LabeledImages images = DrawnImages.Create(scenario.ClassCounts, TinyRide.ImageSize, seed: scenario.SeedOf(rank));
using var stop = new CancellationTokenSource();
using PosixSignals signals = new(stop);
try
{
    using RideModel model = RideTraining.Train(
        images, options, torch.CPU, new Lines(stop, args.Length > 4 ? int.Parse(args[4], CultureInfo.InvariantCulture) : null), stop.Token, new() { Log = line => Console.Error.WriteLine(line) });
    using FileStream weights = File.Create(rank == 0 ? args[1] : $"{args[1]}.{rank}");
    model.Save(weights);
    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("canceled");
    return 130;
}
catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or InvalidDataException)
{
    Console.Error.WriteLine($"process {rank}: {problem.Message}");
    return 1;
}

internal sealed class Lines(CancellationTokenSource stop, int? steps) : IProgress<TrainingProgress>
{
    private int _steps;

    public void Report(TrainingProgress value)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{value.Stage} {value.Epoch} {value.Step} {value.Loss:R} {value.Validation?.Overall}").TrimEnd());
        if (++_steps == steps)
        {
            stop.Cancel();
        }
    }
}
