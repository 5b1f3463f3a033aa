using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>Counts the training images of each class.</summary>
internal static class TrainingCounts
{
    /// <summary>
    /// Counts by name if the classes have names, so that the label may be the value before <c>MapValueToKey</c> or the key of another fit;
    /// otherwise by key.
    /// </summary>
    public static int[] Of(IDataView training, string labelColumnName, ScoredRows rows)
    {
        (int classCount, ClassNames? names) = (rows.ClassCount, rows.ClassNames);
        DataViewSchema.Column label = training.Schema.GetColumnOrNull(labelColumnName)
            ?? throw LabelColumn.Missing(labelColumnName, training.Schema.Select(c => c.Name));
        var counts = new int[classCount];
        using DataViewRowCursor cursor = training.GetRowCursor([label]);
        Func<int> nextClass = ClassReader(cursor, label, classCount, names);
        while (cursor.MoveNext())
        {
            int index = nextClass();
            if (index >= 0)
            {
                counts[index]++;
            }
        }

        return counts;
    }

    /// <exception cref="ArgumentException">There is not exactly one count of at least 0 for each class.</exception>
    public static void Check(IReadOnlyList<int> counts, ScoredRows rows)
    {
        if (counts.Count != rows.ClassCount)
        {
            throw new ArgumentException(
                $"There are {counts.Count} training counts, but the label '{rows.Label}' and score '{rows.Score}' have {rows.ClassCount} classes. "
                + "Pass one count per class, in key order.");
        }

        if (counts.Any(n => n < 0))
        {
            throw new ArgumentException($"A training count is {counts.Min()}, but must be at least 0.");
        }
    }

    private static Func<int> ClassReader(DataViewRowCursor cursor, DataViewSchema.Column label, int classCount, ClassNames? names)
    {
        if (label.Type is not KeyDataViewType)
        {
            Dictionary<string, int> byName = ByName(names ?? throw LabelColumn.NotKey(label.Name, label.Type.ToString()!));
            Func<string> nextName = (ItemKind.Of(label.Type) ?? throw LabelColumn.NotKey(label.Name, label.Type.ToString()!)).Reader(cursor, label);
            return () =>
            {
                string name = nextName();
                return byName.TryGetValue(name, out int index) ? index : throw Unknown(name);
            };
        }

        (_, int keyCount) = LabelColumn.Find(cursor.Schema, label.Name);
        int[] map = Map(label, keyCount, classCount, names);
        Func<ulong> next = LabelColumn.Reader(cursor, label);
        return () =>
        {
            int key = LabelColumn.Index(next(), keyCount, label.Name, cursor.Position + 1);
            return key < 0 || map[key] >= 0 ? (key < 0 ? -1 : map[key]) : throw Unknown(key.ToString(System.Globalization.CultureInfo.InvariantCulture));
        };
    }

    private static int[] Map(DataViewSchema.Column label, int keyCount, int classCount, ClassNames? names)
    {
        if (names is not null && ClassNames.Of(label) is { } own)
        {
            Dictionary<string, int> byName = ByName(names);
            return [.. own.Texts.Select(t => byName.TryGetValue(t, out int index) ? index : throw Unknown(t))];
        }

        return keyCount == classCount
            ? [.. Enumerable.Range(0, classCount)]
            : throw new ArgumentException($"Label '{label.Name}' of the training data has {keyCount} classes, but the scored data has {classCount}.");
    }

    public static Dictionary<string, int> ByName(ClassNames names)
        => names.Texts.Select((name, index) => (name, index)).ToDictionary(p => p.name, p => p.index, StringComparer.Ordinal);

    private static ArgumentException Unknown(string name)
        => new($"The training data has a class '{name}' that the scored data does not have. Pass the data that the model was trained on.");
}
