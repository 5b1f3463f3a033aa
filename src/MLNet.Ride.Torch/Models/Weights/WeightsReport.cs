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

    /// <summary>For each tensor that was loaded, its name in the source.</summary>
    public required IReadOnlyDictionary<string, string> Origins { get; init; }

    /// <summary>Names of the source's tensors that were copied to every expert, because the source is a network without experts.</summary>
    public required IReadOnlyList<string> CopiedToExperts { get; init; }

    /// <summary>Names of the network's tensors that keep their initial values because such a source has none for them: the experts' classifiers, and counters of batches.</summary>
    public required IReadOnlyList<string> Initial { get; init; }

    /// <summary>Names of the source's tensors that are never taken: the classifier of a network without experts.</summary>
    public required IReadOnlyList<string> Ignored { get; init; }

    /// <summary>What to do about tensors that were not loaded; <see langword="null"/> if nothing is known.</summary>
    public string? Advice { get; init; }

    /// <summary>Summarizes the numbers of tensors in a few sentences, with the names of the first ones that were not loaded.</summary>
    /// <returns>The sentences, in one line.</returns>
    public override string ToString()
    {
        string line = $"Weights of '{Source}': {Matched.Count} tensors loaded, {Named(Missing, "missing")}, {Named(Unexpected, "unexpected")}, {Named(OtherShape, "of another shape")}.";
        if (CopiedToExperts.Count > 0)
        {
            int experts = Origins.Values.Count(name => name == CopiedToExperts[0]);
            line += $" {CopiedToExperts.Count} tensors ({string.Join(", ", CopiedToExperts.Select(name => name.Split('.')[0]).Distinct())}) were copied to each of {experts} experts.";
        }

        if (Initial.Where(name => !PlainWeights.IsBatchCounter(name)).ToArray() is { Length: > 0 } initial)
        {
            line += $" New: {TensorNames.Some(initial)}.";
        }

        if (Ignored.Count > 0)
        {
            line += $" Ignored: {TensorNames.Some(Ignored)}.";
        }

        return Advice is null ? line : $"{line} {Advice}";

        static string Named(IReadOnlyList<string> names, string what) => $"{names.Count} {what}{(names.Count > 0 ? $" ({TensorNames.Some(names)})" : "")}";
    }
}
