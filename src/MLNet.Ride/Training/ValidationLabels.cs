using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Training;

/// <summary>
/// Maps the labels of a validation set to the classes of the training set: by name if the classes have names, so that the key may be from
/// another fit.
/// </summary>
internal static class ValidationLabels
{
    /// <summary>Returns a function that reads the current row's class, or −1 if the label is missing.</summary>
    /// <exception cref="ArgumentException">
    /// The validation set has a class that is missing from the training set, or labels that cannot be mapped.
    /// </exception>
    /// <param name="cursor">The rows.</param>
    /// <param name="labelColumnName">Name of the label column.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="training">Names of the classes, if they have any.</param>
    /// <param name="set">Name of the set of rows, for messages.</param>
    /// <param name="known">Name of the source of the classes, for messages.</param>
    public static Func<int> Reader(
        DataViewRowCursor cursor, string labelColumnName, int classCount, ClassNames? training, string set = "validation set", string known = "training set")
    {
        DataViewSchema.Column column = cursor.Schema.GetColumnOrNull(labelColumnName)
            ?? throw new ArgumentException(
                $"The {set} has no label column '{labelColumnName}'. Its columns are: {string.Join(", ", cursor.Schema.Select(c => c.Name).Distinct())}.");
        Dictionary<string, int>? byName = training?.Texts.Select((name, index) => (name, index)).ToDictionary(p => p.name, p => p.index, StringComparer.Ordinal);
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
            => new($"The {set} has images of a class '{name}' that is missing from the {known}: remove them, or train on images of this class.");

        ArgumentException NotMappable()
            => new(
                $"Label '{column.Name}' of the {set} is of type {column.Type} and cannot be mapped to the classes of the {known}. "
                + "Pass the output of the fitted transforms that created the training labels: preprocessing.Fit(train).Transform(rows).");
    }
}
