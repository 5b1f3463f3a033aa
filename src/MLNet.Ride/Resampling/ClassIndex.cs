using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Resampling;

/// <summary>
/// The class of every row of a data view, from one pass over its label column. Classes are in the order of the keys or integers, otherwise
/// in the order of first occurrence.
/// </summary>
internal sealed class ClassIndex
{
    private const int NoClass = -1;

    private readonly List<int> _classOfRow = [];
    private readonly List<string> _names = [];
    private readonly List<int> _counts = [];

    private ClassIndex(IDataView data, string labelColumnName)
    {
        DataViewSchema.Column label = ClassColumn.Find(data.Schema, labelColumnName);
        Label = label.Name;
        using DataViewRowCursor cursor = data.GetRowCursor([label]);
        Func<int> classOf = label.Type is KeyDataViewType ? Keys(cursor, label) : Values(cursor, label);
        while (cursor.MoveNext())
        {
            int index = classOf();
            _classOfRow.Add(index);
            if (index != NoClass)
            {
                _counts[index]++;
            }
        }

        if (label.Type is NumberDataViewType)
        {
            SortByNumber();
        }

        LabeledRows = _counts.Sum();
        if (LabeledRows == 0)
        {
            throw new ArgumentException(
                $"There are no rows with a label: the data is empty, or the label column '{Label}' is missing in all rows ({_classOfRow.Count}).");
        }
    }

    public string Label { get; }

    /// <summary>Number of rows, including those without a label.</summary>
    public int Rows => _classOfRow.Count;

    /// <summary>Number of rows with a label.</summary>
    public int LabeledRows { get; }

    /// <summary>Names of the classes: the name of the key, the text, or the number.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Number of rows of each class; may be 0 for some classes of a key.</summary>
    public IReadOnlyList<int> Counts => _counts;

    public static ClassIndex Read(IDataView data, string labelColumnName) => new(data, labelColumnName);

    /// <summary>Distributes the values of each class to its rows; rows without a label get <paramref name="missing"/>.</summary>
    /// <param name="valuesOfClass">Returns the values of a class, one for each of its rows, in order.</param>
    /// <param name="missing">The value of rows without a class.</param>
    public int[] Spread(Func<int, int[]> valuesOfClass, int missing)
    {
        int[][] values = [.. Enumerable.Range(0, _counts.Count).Select(valuesOfClass)];
        var next = new int[values.Length];
        return [.. _classOfRow.Select(c => c == NoClass ? missing : values[c][next[c]++])];
    }

    private Func<int> Keys(DataViewRow row, DataViewSchema.Column label)
    {
        (_, int classCount) = LabelColumn.Find(row.Schema, label.Name);
        ClassNames? names = ClassNames.Of(label);
        for (int c = 0; c < classCount; c++)
        {
            Add(ClassNames.Name(names, c));
        }

        Func<ulong> key = LabelColumn.Reader(row, label);
        return () => LabelColumn.Index(key(), classCount, label.Name, row.Position + 1);
    }

    private Func<int> Values(DataViewRow row, DataViewSchema.Column label)
    {
        Func<string> read = ItemKind.Of(label.Type)!.Reader(row, label);
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        return () =>
        {
            string name = read();
            if (name.Length == 0)
            {
                return NoClass;
            }

            if (!indices.TryGetValue(name, out int index))
            {
                indices.Add(name, index = _names.Count);
                Add(name);
            }

            return index;
        };
    }

    private void SortByNumber()
    {
        int[] order = [.. Enumerable.Range(0, _names.Count).OrderBy(c => Int128.Parse(_names[c], CultureInfo.InvariantCulture))];
        var place = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }

        (string Name, int Count)[] sorted = [.. order.Select(c => (_names[c], _counts[c]))];
        for (int c = 0; c < sorted.Length; c++)
        {
            (_names[c], _counts[c]) = sorted[c];
        }

        for (int row = 0; row < _classOfRow.Count; row++)
        {
            _classOfRow[row] = place[_classOfRow[row]];
        }
    }

    private void Add(string name)
    {
        _names.Add(name);
        _counts.Add(0);
    }
}
