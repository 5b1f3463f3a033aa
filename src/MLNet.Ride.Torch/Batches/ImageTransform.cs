using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Imaging.Colors;
using MLNet.Ride.Torch.Imaging.Policies;

namespace MLNet.Ride.Torch.Batches;

/// <summary>One random change of an image: resized crop, colours, then crop, mirror and rotate, then a policy's operations, then a hole.</summary>
/// <param name="ShiftX">Column of the image at the crop's left edge, −padding to padding.</param>
/// <param name="ShiftY">Row of the image at the crop's top edge, −padding to padding.</param>
/// <param name="Flip">Whether the crop is mirrored left to right.</param>
/// <param name="Degrees">Counter-clockwise rotation about the centre.</param>
/// <param name="Part">Part of the image that is brought to the square first; <see langword="null"/> leaves this out.</param>
/// <param name="Jitter">Change of the colours; <see langword="null"/> leaves this out.</param>
/// <param name="Policy">Operations of the policy in their order; <see langword="null"/> leaves this out.</param>
/// <param name="Hole">What is cut out; <see langword="null"/> leaves this out.</param>
internal readonly record struct ImageTransform(
    int ShiftX,
    int ShiftY,
    bool Flip,
    double Degrees,
    PixelBox? Part = null,
    JitterFactors? Jitter = null,
    PolicyStep[]? Policy = null,
    PixelBox? Hole = null);
