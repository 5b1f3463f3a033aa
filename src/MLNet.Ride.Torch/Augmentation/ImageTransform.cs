namespace MLNet.Ride.Torch.Augmentation;

/// <summary>One random change of an image: crop, then mirror, then rotate.</summary>
/// <param name="ShiftX">Column of the image at the crop's left edge, −padding to padding.</param>
/// <param name="ShiftY">Row of the image at the crop's top edge, −padding to padding.</param>
/// <param name="Flip">Whether the crop is mirrored left to right.</param>
/// <param name="Degrees">Counter-clockwise rotation about the centre.</param>
internal readonly record struct ImageTransform(int ShiftX, int ShiftY, bool Flip, double Degrees);
