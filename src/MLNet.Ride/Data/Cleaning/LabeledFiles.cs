using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Data.Cleaning;

/// <summary>Image files with labels.</summary>
/// <param name="RowNumbers">Numbers of their rows, from 1.</param>
/// <param name="Paths">Their paths.</param>
/// <param name="Labels">Their classes, as indices of <paramref name="Classes"/>.</param>
/// <param name="Classes">Names of the classes, sorted.</param>
internal sealed record LabeledFiles(int[] RowNumbers, string[] Paths, int[] Labels, string[] Classes)
{
    /// <summary>Reads the columns ImagePath and Label; rows without a label are skipped.</summary>
    /// <exception cref="ArgumentException">A column is missing or unsuitable, or there are fewer than two classes.</exception>
    public static LabeledFiles Read(IDataView data)
    {
        (int Row, string Path, string Label)[] rows = [.. Rows(data).Where(row => row.Label.Length > 0)];
        string[] classes = [.. rows.Select(row => row.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return classes.Length >= 2
            ? new(
                [.. rows.Select(row => row.Row)], [.. rows.Select(row => row.Path)],
                [.. rows.Select(row => Array.BinarySearch(classes, row.Label, StringComparer.Ordinal))], classes)
            : throw new ArgumentException($"Label errors can be found among at least two classes, but there are {classes.Length}.");
    }

    /// <summary>Some of the files.</summary>
    public LabeledFiles At(IReadOnlyList<int> indices)
        => this with { RowNumbers = [.. indices.Select(i => RowNumbers[i])], Paths = [.. indices.Select(i => Paths[i])], Labels = [.. indices.Select(i => Labels[i])] };

    /// <summary>Number from 1, path, and label of every row.</summary>
    /// <exception cref="ArgumentException">A column is missing or unsuitable.</exception>
    public static IEnumerable<(int Row, string Path, string Label)> Rows(IDataView data)
    {
        DataViewSchema.Column path = Column(data, "ImagePath"), label = Column(data, "Label");
        ItemKind kind = ItemKind.Of(label.Type) ?? throw new ArgumentException(
            $"The column 'Label' is of type {label.Type}, but must contain the labels themselves: pass the data before MapValueToKey.");
        if (path.Type is not TextDataViewType || label.Type is KeyDataViewType)
        {
            throw new ArgumentException($"The columns 'ImagePath' and 'Label' are of type {path.Type} and {label.Type}, but must contain paths and labels: pass the data before MapValueToKey.");
        }

        using DataViewRowCursor cursor = data.GetRowCursor([path, label]);
        ValueGetter<ReadOnlyMemory<char>> nextPath = cursor.GetGetter<ReadOnlyMemory<char>>(path);
        Func<string> nextLabel = kind.Reader(cursor, label);
        while (cursor.MoveNext())
        {
            ReadOnlyMemory<char> file = default;
            nextPath(ref file);
            yield return ((int)cursor.Position + 1, file.ToString(), nextLabel());
        }
    }

    private static DataViewSchema.Column Column(IDataView data, string name)
        => data.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no column '{name}'. The columns are: {string.Join(", ", data.Schema.Select(c => c.Name).Distinct())}. Pass image files with labels, as LoadImageFolder and LoadImageManifest return them.");
}
