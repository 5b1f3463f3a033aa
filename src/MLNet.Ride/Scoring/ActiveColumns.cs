using Microsoft.ML;
using MLNet.Ride.Inputs;

namespace MLNet.Ride.Scoring;

/// <summary>The requested columns of a scored schema, and the input columns they need.</summary>
internal sealed class ActiveColumns
{
    private readonly HashSet<int> _asked;

    public ActiveColumns(IRowScorer model, DataViewSchema input, IEnumerable<DataViewSchema.Column> asked)
    {
        _asked = [.. asked.Select(c => c.Index)];
        InputCount = input.Count;
        Source = _asked.Any(i => i >= InputCount) ? model.Source(input) : null;
        HashSet<int> forSource = [.. Source?.Needed.Select(c => c.Index) ?? []];
        FromInput = [.. input.Where(c => _asked.Contains(c.Index) || forSource.Contains(c.Index))];
        PassedOn = [.. FromInput.Where(c => _asked.Contains(c.Index))];
    }

    /// <summary>Number of input columns; the remaining columns are added by scoring.</summary>
    public int InputCount { get; }

    /// <summary>Input columns that must be active.</summary>
    public IReadOnlyList<DataViewSchema.Column> FromInput { get; }

    /// <summary>Requested input columns.</summary>
    public IReadOnlyList<DataViewSchema.Column> PassedOn { get; }

    /// <summary>The source of inputs, or <see langword="null"/> if no scoring is needed.</summary>
    public RowSource? Source { get; }

    public bool Contains(DataViewSchema.Column column) => _asked.Contains(column.Index);

    public void Require(DataViewSchema.Column column)
    {
        if (!Contains(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active: request it when you create the cursor.");
        }
    }
}
