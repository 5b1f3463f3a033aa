using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Schema;

/// <summary>The names of the values of a label key, in key order.</summary>
/// <param name="Kind">Type of the names in ML.NET.</param>
/// <param name="Texts">The names as text.</param>
internal sealed record ClassNames(ItemKind Kind, IReadOnlyList<string> Texts)
{
    private const string KeyValues = "KeyValues";

    /// <summary>Returns the key names of a column, or <see langword="null"/> if it has none.</summary>
    public static ClassNames? Of(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type is not VectorDataViewType type)
        {
            return null;
        }

        ItemKind kind = ItemKind.Of(type.ItemType) ?? throw new ArgumentException(
            $"Column '{column.Name}' is a key of {type.ItemType} values, which is not supported. Convert them to text before MapValueToKey.");
        return new ClassNames(kind, kind.Read(column.Annotations, KeyValues));
    }

    /// <summary>The index of each name.</summary>
    public Dictionary<string, int> Indices() => Texts.Select((name, index) => (name, index)).ToDictionary(p => p.name, p => p.index, StringComparer.Ordinal);

    public void AddKeyValues(DataViewSchema.Annotations.Builder annotations) => Kind.Add(annotations, KeyValues, Texts);

    public void AddScoreNames(DataViewSchema.Annotations.Builder annotations)
    {
        ItemKind.Of(TextDataViewType.Instance)!.Add(annotations, "SlotNames", Texts);
        Kind.Add(annotations, "TrainingLabelValues", Texts);
    }

    /// <summary>Returns the name of a class, or its number from 1 if classes have no names.</summary>
    public static string Name(ClassNames? names, int index)
        => names is null ? (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : names.Texts[index];
}
