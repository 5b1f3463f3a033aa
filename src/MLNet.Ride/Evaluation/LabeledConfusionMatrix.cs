using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>
/// A confusion matrix with class names. It stores only nonzero counts, so that thousands of classes need little memory.
/// </summary>
public sealed class LabeledConfusionMatrix
{
    private readonly Dictionary<(int Actual, int Predicted), long> _counts;

    /// <summary>Creates a matrix.</summary>
    /// <param name="classNames">Names of the C classes, in key order.</param>
    /// <param name="cells">The counts above 0, each cell once, in any order.</param>
    /// <exception cref="ArgumentException">A cell is out of range, is duplicated, or has a count that is not above 0.</exception>
    [JsonConstructor]
    public LabeledConfusionMatrix(IReadOnlyList<string> classNames, IReadOnlyList<ConfusionCell> cells)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(cells);
        ClassNames = classNames;
        Cells = [.. cells.OrderBy(c => c.Actual).ThenBy(c => c.Predicted)];
        _counts = new Dictionary<(int Actual, int Predicted), long>(Cells.Count);
        foreach (ConfusionCell cell in Cells)
        {
            bool isUsable = cell.Actual >= 0 && cell.Actual < classNames.Count
                && cell.Predicted >= 0 && cell.Predicted < classNames.Count
                && cell.Count > 0 && _counts.TryAdd((cell.Actual, cell.Predicted), cell.Count);
            if (!isUsable)
            {
                throw new ArgumentException(
                    $"The confusion matrix of {classNames.Count} classes has a cell that is out of range or duplicated: {cell}.", nameof(cells));
            }
        }
    }

    /// <summary>Names of the C classes, in key order.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The counts above 0, by actual and then by predicted class. Examples with NaN scores are in no cell.</summary>
    public IReadOnlyList<ConfusionCell> Cells { get; }

    /// <summary>Number of examples of a class that were classified as another.</summary>
    /// <param name="actual">Index of their class, 0 to C − 1.</param>
    /// <param name="predicted">Index of the class that was predicted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The class does not exist.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(actual);
            ArgumentOutOfRangeException.ThrowIfNegative(predicted);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, ClassNames.Count);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(predicted, ClassNames.Count);
            return _counts.GetValueOrDefault((actual, predicted));
        }
    }

    /// <summary>Number of examples of a class that were classified as another.</summary>
    /// <param name="actual">Name of their class.</param>
    /// <param name="predicted">Name of the class that was predicted.</param>
    /// <exception cref="ArgumentException">The class does not exist.</exception>
    public long this[string actual, string predicted] => this[Index(actual), Index(predicted)];

    /// <summary>Returns the most frequent mistakes.</summary>
    /// <param name="count">Maximum number of cells, at least 1.</param>
    /// <returns>Off-diagonal cells by descending count, ties in class order.</returns>
    public IReadOnlyList<ConfusionCell> MostConfused(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. Cells.Where(c => c.Actual != c.Predicted).OrderByDescending(c => c.Count).Take(count)];
    }

    private int Index(string name)
    {
        for (int c = 0; c < ClassNames.Count; c++)
        {
            if (ClassNames[c] == name)
            {
                return c;
            }
        }

        throw new ArgumentException($"The class '{name}' does not exist.", nameof(name));
    }
}

/// <summary>A count of a confusion matrix.</summary>
/// <param name="Actual">Index of the examples' class, from 0.</param>
/// <param name="Predicted">Index of the class that was predicted, from 0.</param>
/// <param name="Count">Number of examples, above 0.</param>
public sealed record ConfusionCell(
    [property: JsonRequired] int Actual, [property: JsonRequired] int Predicted, [property: JsonRequired] long Count);
