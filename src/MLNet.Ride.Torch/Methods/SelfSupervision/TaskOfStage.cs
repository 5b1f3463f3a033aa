using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>Makes the self-supervised task of a stage.</summary>
/// <param name="model">What learns, on the device of the training.</param>
/// <param name="options">Settings.</param>
/// <param name="queueLength">Number of keys that <see cref="SelfSupervisionOptions.QueueLength"/> means for the training images.</param>
/// <param name="generator">Draws the task's initial weights, so that the seed of the run alone decides.</param>
/// <param name="device">The device of the training.</param>
/// <returns>The task, which belongs to the caller; <see langword="null"/> for none.</returns>
public delegate IAuxiliaryTask? TaskOfStage(RideModel model, SelfSupervisionOptions options, int queueLength, Generator generator, Device device);
