
namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>What became of weights that a network was to take, tensor by tensor.</summary>
public sealed record WeightsReport
{
    /// <summary>Where the weights are from: a path, or "initial model".</summary>
    public required string Source { get; init; }

    /// <summary>Names of the tensors that were taken.</summary>
    public required IReadOnlyList<string> Matched { get; init; }

    /// <summary>Names of the network's tensors that the source lacks.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Names of the source's tensors that the network does not have.</summary>
    public required IReadOnlyList<string> Unexpected { get; init; }

    /// <summary>Tensors that both have, in different shapes or kinds of numbers, each with both.</summary>
    public required IReadOnlyList<string> OtherShape { get; init; }

    /// <summary>The numbers of tensors in one line, with the names of the first ones that were not taken.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        return $"Weights of '{Source}': {Matched.Count} tensors taken, {Named(Missing, "missing")}, {Named(Unexpected, "unexpected")}, {Named(OtherShape, "of another shape")}.";

        static string Named(IReadOnlyList<string> names, string what) => $"{names.Count} {what}{(names.Count > 0 ? $" ({TensorNames.Some(names)})" : "")}";
    }
}
