namespace MLNet.Ride.Torch.Batches;

/// <summary>An image of a batch with its random transform.</summary>
/// <param name="Index">Index of the image.</param>
/// <param name="Transform">The transform.</param>
internal readonly record struct DrawnImage(int Index, ImageTransform Transform);
