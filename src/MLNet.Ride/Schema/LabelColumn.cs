using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Schema;

/// <summary>A label column: a key whose values are 1…C, or 0 for a missing label.</summary>
internal static class LabelColumn
{
    /// <summary>Finds the label column and checks that it is a key.</summary>
    public static (DataViewSchema.Column Column, int ClassCount) Find(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw Missing(name, schema.Select(c => c.Name));
        if (column.Type is not KeyDataViewType key)
        {
            throw NotKey(name, column.Type.ToString()!);
        }

        return key.Count <= 1_000_000
            ? (column, (int)key.Count)
            : throw new ArgumentException(
                $"Label column '{name}' is a key of {key.Count} values, more than 1,000,000. Create the key with MapValueToKey(\"{name}\").");
    }

    /// <summary>Returns a function that reads the current label, 1…C, or 0 if it is missing.</summary>
    public static Func<ulong> Reader(DataViewRow row, DataViewSchema.Column column)
        => Type.GetTypeCode(column.Type.RawType) switch
        {
            TypeCode.Byte => Reader<byte>(row, column, v => v),
            TypeCode.UInt16 => Reader<ushort>(row, column, v => v),
            TypeCode.UInt32 => Reader<uint>(row, column, v => v),
            _ => Reader<ulong>(row, column, v => v),
        };

    /// <summary>Checks a label against the number of classes and converts it to an index from 0.</summary>
    public static int Index(ulong label, int classCount, string name, long row)
        => label <= (ulong)classCount
            ? (int)label - 1
            : throw new InvalidDataException(
                $"Row {row} of label column '{name}' has the key {label}, but the column has only {classCount} classes. "
                + $"Create the key with MapValueToKey(\"{name}\").");

    public static ArgumentException Missing(string name, IEnumerable<string> columns)
        => new($"There is no label column '{name}'. The columns are: {string.Join(", ", columns.Distinct())}. Set LabelColumnName to one of them.");

    public static ArgumentException NotKey(string name, string type)
        => new(
            $"Label column '{name}' is of type {type}, but must be a key. "
            + $"Add mlContext.Transforms.Conversion.MapValueToKey(\"{name}\") to the pipeline before the trainer.");

    private static Func<ulong> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, ulong> widen)
        where T : struct
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return widen(value);
        };
    }
}
