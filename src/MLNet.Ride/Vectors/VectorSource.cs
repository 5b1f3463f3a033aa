using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Inputs;

namespace MLNet.Ride.Vectors;

/// <summary>The column of feature vectors of a schema.</summary>
internal sealed class VectorSource : RowSource
{
    private readonly DataViewSchema.Column _column;

    /// <param name="schema">The schema.</param>
    /// <param name="name">Name of the column.</param>
    /// <param name="length">Length that the vectors must have; null for any.</param>
    /// <exception cref="ArgumentException">The column is missing or of another type, or its vectors have another length.</exception>
    public VectorSource(DataViewSchema schema, string name, int? length = null)
    {
        _column = schema.GetColumnOrNull(name) ?? throw Missing(name, schema.Select(c => c.Name));
        if (_column.Type is not VectorDataViewType { IsKnownSize: true } type || type.ItemType != NumberDataViewType.Single)
        {
            throw Unusable(name, _column.Type.ToString()!);
        }

        if (length is int expected && type.Size != expected)
        {
            throw new ArgumentException(
                $"Feature column '{name}' has vectors of {type.Size} values, but the model was trained on {expected}: compute the features as for training.");
        }

        Length = type.Size;
    }

    /// <summary>Length D of the vectors.</summary>
    public int Length { get; }

    public override IEnumerable<DataViewSchema.Column> Needed => [_column];

    public override Func<RowInput> InputReader(DataViewRow row) => Reader(row);

    /// <summary>Returns a function that reads the vector of the cursor's current row.</summary>
    /// <exception cref="InvalidDataException">Thrown by the function: a value is not a finite number; the message says which.</exception>
    public Func<VectorOfRow> Reader(DataViewRow row)
    {
        ValueGetter<VBuffer<float>> getter = row.GetGetter<VBuffer<float>>(_column);
        VBuffer<float> buffer = default;
        return () =>
        {
            getter(ref buffer);
            var values = new float[Length];
            buffer.CopyTo(values);
            int wrong = VectorOfRow.FirstNotFinite(values);
            return wrong < 0 ? new(values) : throw NotFinite(row.Position + 1, wrong, values[wrong]);
        };
    }

    /// <summary>Checks the schema shape of the column, in which the length of the vectors is still unknown.</summary>
    public static void Check(SchemaShape schema, string name)
    {
        SchemaShape.Column column = schema.FirstOrDefault(c => c.Name == name);
        if (column.Name is null)
        {
            throw Missing(name, schema.Select(c => c.Name));
        }

        if (column.IsKey || column.Kind != SchemaShape.Column.VectorKind.Vector || column.ItemType != NumberDataViewType.Single)
        {
            throw Unusable(name, $"{column.ItemType} ({column.Kind})");
        }
    }

    private InvalidDataException NotFinite(long row, int index, float value)
    {
        string number = value.ToString(CultureInfo.InvariantCulture);
        return new(
            $"Row {row} of feature column '{_column.Name}' has the value {number} at index {index}, but all values must be finite numbers: remove the row, or replace "
            + "missing values (ReplaceMissingValues).");
    }

    private static ArgumentException Missing(string name, IEnumerable<string> columns)
        => new(
            $"There is no feature column '{name}'. The columns are: {string.Join(", ", columns.Distinct())}. "
            + "Set FeatureColumnName to one of them, or add a step that computes features (Concatenate, DnnFeaturizeImage, ApplyOnnxModel).");

    private static ArgumentException Unusable(string name, string type)
        => new(
            $"Feature column '{name}' is of type {type}, but must be a vector of Single of known length: combine columns with Concatenate, convert numbers with "
            + "ConvertType, and declare the length of vectors of your own with [VectorType(length)].");
}

/// <summary>The feature vector of a row.</summary>
/// <param name="values">D finite numbers.</param>
internal sealed class VectorOfRow(float[] values) : RowInput
{
    public float[] Values => values;

    /// <summary>Index of the first value that is not a finite number; −1 if there is none.</summary>
    public static int FirstNotFinite(float[] values) => Array.FindIndex(values, value => !float.IsFinite(value));
}
