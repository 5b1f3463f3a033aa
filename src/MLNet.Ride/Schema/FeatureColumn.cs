using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Ride.Schema;

/// <summary>The supported forms of a feature column: images, or vectors of features.</summary>
internal enum FeatureForm
{
    EncodedBytes,
    Image,
    BytePixels,
    SinglePixels,
    Vector,
}

/// <summary>Finds the feature column and determines its form.</summary>
internal static class FeatureColumn
{
    public static (DataViewSchema.Column Column, FeatureForm Form) Find(DataViewSchema schema, string name, int imageSize)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw Missing(name, schema.Select(c => c.Name));
        int size = 3 * imageSize * imageSize;
        FeatureForm? form = column.Type switch
        {
            ImageDataViewType => FeatureForm.Image,
            VectorDataViewType { IsKnownSize: false } v when v.ItemType == NumberDataViewType.Byte => FeatureForm.EncodedBytes,
            VectorDataViewType v when v.Size == size && v.ItemType == NumberDataViewType.Byte => FeatureForm.BytePixels,
            VectorDataViewType v when v.Size == size && v.ItemType == NumberDataViewType.Single => FeatureForm.SinglePixels,
            _ => null,
        };
        return form is null ? throw Unusable(name, column.Type.ToString()!, imageSize) : (column, form.Value);
    }

    /// <summary>Checks the schema shape of the column, in which the size of a vector is still unknown.</summary>
    public static void Check(SchemaShape schema, string name, int imageSize)
    {
        SchemaShape.Column column = schema.FirstOrDefault(c => c.Name == name);
        if (column.Name is null)
        {
            throw Missing(name, schema.Select(c => c.Name));
        }

        bool pixels = column.ItemType == NumberDataViewType.Byte || column.ItemType == NumberDataViewType.Single;
        bool usable = !column.IsKey && column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => column.ItemType is ImageDataViewType,
            SchemaShape.Column.VectorKind.VariableVector => column.ItemType == NumberDataViewType.Byte,
            _ => pixels,
        };
        if (!usable)
        {
            throw Unusable(name, $"{column.ItemType} ({column.Kind})", imageSize);
        }
    }

    private static ArgumentException Missing(string name, IEnumerable<string> columns)
        => new(
            $"There is no feature column '{name}'. The columns are: {string.Join(", ", columns.Distinct())}. "
            + "Set FeatureColumnName to one of them, or add LoadRawImageBytes to the pipeline before the trainer.");

    private static ArgumentException Unusable(string name, string type, int imageSize)
        => new(
            $"Feature column '{name}' is of type {type}, but must contain images: encoded bytes of any length (LoadRawImageBytes), "
            + $"images (LoadImages), or {3 * imageSize * imageSize} pixel values (bytes or singles, 3 × ImageSize × ImageSize with ImageSize = {imageSize}).");
}
