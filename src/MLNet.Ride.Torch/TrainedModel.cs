using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>The result of a training run.</summary>
/// <param name="Model">The trained model in evaluation mode, on the training device; the caller disposes it.</param>
/// <param name="InitialWeights">
/// Report on loading the initial weights; <see langword="null"/> if they were random, or the run resumed from a checkpoint.
/// </param>
/// <param name="VirtualExamples">
/// The teacher's virtual examples over the training images, with <see cref="DistillationMethod.VirtualExamples"/>; otherwise
/// <see langword="null"/>.
/// </param>
internal sealed record TrainedModel(RideModel Model, WeightsReport? InitialWeights, VirtualExamples? VirtualExamples);
