namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>One drawn operation of a policy.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Magnitude">How much, with its sign.</param>
public readonly record struct PolicyStep(PixelOperation Operation, double Magnitude)
{
    /// <summary>Draws the sign, where the operation has one.</summary>
    /// <param name="operation">What is done.</param>
    /// <param name="magnitude">How much, without sign.</param>
    /// <param name="random">Draws the sign.</param>
    /// <returns>The step.</returns>
    public static PolicyStep Draw(PixelOperation operation, double magnitude, Random random)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(random);
        return new(operation, operation.IsSigned && random.Next(2) == 0 ? -magnitude : magnitude);
    }
}
