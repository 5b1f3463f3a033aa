using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>Creates the self-supervised task of a stage.</summary>
/// <param name="model">The model being trained, on the training device.</param>
/// <param name="options">Settings.</param>
/// <param name="queueLength">
/// Number of keys in the queue: <see cref="SelfSupervisionOptions.QueueLength"/> resolved for the training images.
/// </param>
/// <param name="generator">Draws the task's initial weights, which depend only on the seed of the run.</param>
/// <param name="device">The training device.</param>
/// <returns>The task, owned by the caller; <see langword="null"/> for none.</returns>
public delegate IAuxiliaryTask? TaskOfStage(RideModel model, SelfSupervisionOptions options, int queueLength, Generator generator, Device device);
