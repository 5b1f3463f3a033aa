using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Batches;

/// <summary>The shape of one input of a network: a square image, or a feature vector, which is a map of one pixel.</summary>
/// <param name="Channels">3 for images, D for vectors.</param>
/// <param name="Size">Height and width S.</param>
internal readonly record struct InputShape(int Channels, int Size)
{
    /// <summary>Number of values.</summary>
    public int Length => checked(Channels * Size * Size);

    public static InputShape Image(int size) => new(ImagePixels.Channels, size);

    public static InputShape Vector(int length) => new(length, 1);
}
