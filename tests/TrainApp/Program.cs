// A training run that a test can kill: TrainApp <folder of checkpoints> <file of the trained weights>. It prints a line after every step.
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests;
using MLNet.Ride.Torch.Training;
using TorchSharp;

RideOptions options = TinyRide.Options(epochs: 3, routing: true);
options.Checkpoints.Folder = args[0];
using RideModel model = RideTraining.Train(DrawnImages.Create([40, 20, 10], TinyRide.ImageSize), options, torch.CPU, new Lines());
using FileStream weights = File.Create(args[1]);
model.Save(weights);

internal sealed class Lines : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => Console.WriteLine($"{value.Stage} {value.Epoch} {value.Step}");
}
