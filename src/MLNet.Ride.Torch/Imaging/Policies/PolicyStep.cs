
namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>One drawn operation of a policy.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Magnitude">How much, with its sign.</param>
internal readonly record struct PolicyStep(PixelOperation Operation, double Magnitude)
{
    /// <summary>Draws the sign, where the operation has one.</summary>
    public static PolicyStep Draw(PixelOperation operation, double magnitude, Random random)
        => new(operation, operation.IsSigned && random.Next(2) == 0 ? -magnitude : magnitude);
}
