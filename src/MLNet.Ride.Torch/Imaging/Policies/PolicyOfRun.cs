using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>Creates the augmentation policy of a run.</summary>
/// <param name="options">Settings.</param>
/// <param name="imageSize">Height and width S of an image in pixels.</param>
/// <returns>The policy; <see langword="null"/> for none.</returns>
public delegate IAugmentationPolicy? PolicyOfRun(AugmentationOptions options, int imageSize);
