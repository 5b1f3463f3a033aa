using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Platform;

/// <summary>Creates columns of a <see cref="SchemaShape"/>, whose constructor is not public in ML.NET.</summary>
internal static class ColumnShape
{
    public static SchemaShape.Column Scalar(string name, DataViewType itemType, SchemaShape? annotations = null)
        => new(name, SchemaShape.Column.VectorKind.Scalar, itemType, isKey: false, annotations);

    public static SchemaShape.Column Vector(string name, DataViewType itemType, SchemaShape? annotations = null)
        => new(name, SchemaShape.Column.VectorKind.Vector, itemType, isKey: false, annotations);

    public static SchemaShape.Column Key(string name, SchemaShape? annotations = null)
        => new(name, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true, annotations);
}
