using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Imaging.Colors;
using MLNet.Ride.Torch.Imaging.Policies;

namespace MLNet.Ride.Torch.Batches;

/// <summary>
/// One random transform of an image: resized crop, color jitter, then crop, flip, and rotation, then the operations of a policy, then
/// Cutout.
/// </summary>
/// <param name="ShiftX">Column of the image at the crop's left edge, −padding to padding.</param>
/// <param name="ShiftY">Row of the image at the crop's top edge, −padding to padding.</param>
/// <param name="Flip">Whether the crop is mirrored left to right.</param>
/// <param name="Degrees">Counter-clockwise rotation about the center.</param>
/// <param name="Part">Part of the image that is resized to the square first; <see langword="null"/> skips this step.</param>
/// <param name="Jitter">Color jitter; <see langword="null"/> skips this step.</param>
/// <param name="Policy">Operations of the policy, in order; <see langword="null"/> skips this step.</param>
/// <param name="Hole">Box that Cutout erases; <see langword="null"/> skips this step.</param>
internal readonly record struct ImageTransform(
    int ShiftX,
    int ShiftY,
    bool Flip,
    double Degrees,
    PixelBox? Part = null,
    JitterFactors? Jitter = null,
    PolicyStep[]? Policy = null,
    PixelBox? Hole = null);
