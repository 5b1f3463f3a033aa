using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Schema;

/// <summary>Rows whose labels are mapped to known classes, in words for messages.</summary>
/// <param name="Rows">What the rows are.</param>
/// <param name="Known">What knows the classes.</param>
/// <param name="Advice">What to do about other classes.</param>
internal sealed record LabeledRows(string Rows, string Known, string Advice)
{
    private const string LeaveOut = "remove them, or train on images of this class";

    public static LabeledRows ValidationSet { get; } = new("validation set", "training set", LeaveOut);

    /// <summary>Rows to train a model further on.</summary>
    public static LabeledRows TrainingSetOfModel { get; } = new("training set", "model", LeaveOut);

    /// <summary>Rows that are counted to evaluate by training frequency.</summary>
    public static LabeledRows TrainingData { get; } = new("training data", "scored data", "pass the data that the model was trained on");
}

/// <summary>Maps labels to known classes: by name if the classes have names, so that the key may be from another fit.</summary>
internal static class LabelMap
{
    /// <summary>Returns a function that reads the current row's class, or −1 if the label is missing.</summary>
    /// <param name="cursor">The rows.</param>
    /// <param name="labelColumnName">Name of the label column: a key, or what it was before <c>MapValueToKey</c>.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="names">Names of the classes, if they have any.</param>
    /// <param name="rows">What the rows are.</param>
    /// <exception cref="ArgumentException">A class is not known, or labels cannot be mapped.</exception>
    public static Func<int> Reader(DataViewRowCursor cursor, string labelColumnName, int classCount, ClassNames? names, LabeledRows rows)
    {
        DataViewSchema.Column column = cursor.Schema.GetColumnOrNull(labelColumnName)
            ?? throw new ArgumentException(
                $"The {rows.Rows} has no label column '{labelColumnName}'. Its columns are: {string.Join(", ", cursor.Schema.Select(c => c.Name).Distinct())}.");
        Dictionary<string, int>? byName = names?.Indices();
        if (column.Type is not KeyDataViewType)
        {
            ItemKind kind = byName is null ? throw NotMappable() : ItemKind.Of(column.Type) ?? throw NotMappable();
            Func<string> nextName = kind.Reader(cursor, column);
            return () => nextName() is { Length: > 0 } name ? Class(name) : -1;
        }

        (_, int keyCount) = LabelColumn.Find(cursor.Schema, labelColumnName);
        int[] classes = (byName, ClassNames.Of(column)) switch
        {
            ({ } numbers, { } own) => [.. own.Texts.Select(text => numbers.GetValueOrDefault(text, -1))],
            (null, null) when keyCount == classCount => [.. Enumerable.Range(0, classCount)],
            _ => throw NotMappable(),
        };
        Func<ulong> next = LabelColumn.Reader(cursor, column);
        return () =>
        {
            int key = LabelColumn.Index(next(), keyCount, labelColumnName, cursor.Position + 1);
            return key < 0 ? -1 : classes[key] >= 0 ? classes[key] : throw Unknown(ClassNames.Name(ClassNames.Of(column), key));
        };

        int Class(string name) => byName!.TryGetValue(name, out int index) ? index : throw Unknown(name);

        ArgumentException Unknown(string name)
            => new($"The {rows.Rows} has images of a class '{name}' that is missing from the {rows.Known}: {rows.Advice}.");

        ArgumentException NotMappable()
            => new(
                $"Label '{column.Name}' of the {rows.Rows} is of type {column.Type} and cannot be mapped to the classes of the {rows.Known}. "
                + "Pass the output of the fitted transforms that created the training labels (MapValueToKey): preprocessing.Fit(train).Transform(rows).");
    }

    /// <summary>Reports rows that were skipped because their label is missing.</summary>
    /// <param name="skipped">Their number; nothing is reported for none.</param>
    /// <param name="labelColumnName">Name of the label column.</param>
    /// <param name="warn">Receives the report.</param>
    public static void ReportSkipped(long skipped, string labelColumnName, Action<string>? warn)
    {
        if (skipped > 0)
        {
            warn?.Invoke($"Skipped {skipped} {(skipped == 1 ? "row" : "rows")} whose label '{labelColumnName}' is missing, or was unknown to MapValueToKey.");
        }
    }
}
