using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>What a training run gives.</summary>
/// <param name="Model">The trained model in evaluation mode, on the device of the training; the caller disposes it.</param>
/// <param name="InitialWeights">
/// What became of the weights that training began with; <see langword="null"/> where they were random, or the run went on from a checkpoint.
/// </param>
/// <param name="VirtualExamples">
/// What the teacher saw in the training images, with <see cref="DistillationMethod.VirtualExamples"/>; else <see langword="null"/>.
/// </param>
public sealed record TrainedModel(RideModel Model, WeightsReport? InitialWeights, VirtualExamples? VirtualExamples);
