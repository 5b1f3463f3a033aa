namespace MLNet.Ride.Torch.Imaging.Policies;

/// <summary>One operation drawn by a policy.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Magnitude">Magnitude, with its sign.</param>
public readonly record struct PolicyStep(PixelOperation Operation, double Magnitude)
{
    /// <summary>Draws the sign, if the operation has one.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="magnitude">Magnitude, without sign.</param>
    /// <param name="random">Random generator.</param>
    /// <returns>The step.</returns>
    public static PolicyStep Draw(PixelOperation operation, double magnitude, Random random)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(random);
        return new(operation, operation.IsSigned && random.Next(2) == 0 ? -magnitude : magnitude);
    }
}
