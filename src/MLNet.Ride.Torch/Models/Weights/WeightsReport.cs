
namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>The result of loading weights into a network, tensor by tensor.</summary>
public sealed record WeightsReport
{
    /// <summary>Source of the weights: a path, or "initial model".</summary>
    public required string Source { get; init; }

    /// <summary>Names of the tensors that were loaded.</summary>
    public required IReadOnlyList<string> Matched { get; init; }

    /// <summary>Names of the network's tensors that are missing from the source.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Names of the source's tensors that the network does not have.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>Tensors that exist in both but differ in shape or element type, each with both versions.</summary>
    public required IReadOnlyList<string> OtherShape { get; init; }

    /// <summary>Summarizes the numbers of tensors in one line, with the names of the first ones that were not loaded.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        return $"Weights of '{Source}': {Matched.Count} tensors loaded, {Named(Missing, "missing")}, {Named(Unexpected, "unexpected")}, {Named(OtherShape, "of another shape")}.";

        static string Named(IReadOnlyList<string> names, string what) => $"{names.Count} {what}{(names.Count > 0 ? $" ({TensorNames.Some(names)})" : "")}";
    }
}
