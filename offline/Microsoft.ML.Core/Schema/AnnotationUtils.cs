using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal static partial class AnnotationUtils
{
    public static KeyDataViewType ScoreColumnSetIdType { get; } = new(typeof(uint), int.MaxValue);

    public static VectorDataViewType GetNamesType(int size)
    {
        Contracts.CheckParam(size > 0, nameof(size), "must be known size");
        return new VectorDataViewType(TextDataViewType.Instance, size);
    }

    public static uint GetMaxAnnotationKind(this DataViewSchema schema, out int colMax, string annotationKind,
        Func<DataViewSchema, int, bool> filterFunc = null)
    {
        uint max = 0;
        colMax = -1;
        foreach (DataViewSchema.Column column in schema)
        {
            DataViewType type = column.Annotations.Schema.GetColumnOrNull(annotationKind)?.Type;
            if (type is not KeyDataViewType || type.RawType != typeof(uint) || filterFunc != null && !filterFunc(schema, column.Index))
                continue;
            uint value = 0;
            column.Annotations.GetValue(annotationKind, ref value);
            if (value <= max)
                continue;
            max = value;
            colMax = column.Index;
        }

        return max;
    }

    public static bool HasSlotNames(this DataViewSchema.Column column, int vectorSize)
        => vectorSize > 0
        && column.Annotations.Schema.GetColumnOrNull(Kinds.SlotNames)?.Type is VectorDataViewType { ItemType: TextDataViewType } names
        && names.Size == vectorSize;

    public static bool NeedsSlotNames(this SchemaShape.Column col)
        => col.Annotations.TryFindColumn(Kinds.KeyValues, out SchemaShape.Column values)
        && values.Kind == SchemaShape.Column.VectorKind.Vector
        && values.ItemType is TextDataViewType;

    public static bool IsNormalized(this SchemaShape.Column column)
        => column.Annotations.TryFindColumn(Kinds.IsNormalized, out SchemaShape.Column flag)
        && flag.Kind == SchemaShape.Column.VectorKind.Scalar && !flag.IsKey && flag.ItemType is BooleanDataViewType;

    public static bool HasSlotNames(this SchemaShape.Column col)
        => col.Kind == SchemaShape.Column.VectorKind.Vector
        && col.Annotations.TryFindColumn(Kinds.SlotNames, out SchemaShape.Column names)
        && names.Kind == SchemaShape.Column.VectorKind.Vector && !names.IsKey && names.ItemType is TextDataViewType;

    public static IEnumerable<SchemaShape.Column> GetTrainerOutputAnnotation(bool isNormalized = false)
    {
        yield return Scalar(Kinds.ScoreColumnSetId, NumberDataViewType.UInt32, isKey: true);
        yield return Scalar(Kinds.ScoreColumnKind, TextDataViewType.Instance);
        yield return Scalar(Kinds.ScoreValueKind, TextDataViewType.Instance);
        if (isNormalized)
            yield return Scalar(Kinds.IsNormalized, BooleanDataViewType.Instance);
    }

    public static IEnumerable<SchemaShape.Column> AnnotationsForMulticlassScoreColumn(SchemaShape.Column? labelColumn = null)
    {
        var columns = new List<SchemaShape.Column>();
        if (labelColumn is { IsKey: true } label && label.Annotations.TryFindColumn(Kinds.KeyValues, out SchemaShape.Column values)
            && values.Kind == SchemaShape.Column.VectorKind.Vector)
        {
            if (values.ItemType is TextDataViewType)
                columns.Add(Vector(Kinds.SlotNames, TextDataViewType.Instance));
            columns.Add(Vector(Kinds.TrainingLabelValues, values.ItemType));
        }

        columns.AddRange(GetTrainerOutputAnnotation());
        return columns;
    }

    private static SchemaShape.Column Scalar(string name, DataViewType type, bool isKey = false)
        => new(name, SchemaShape.Column.VectorKind.Scalar, type, isKey);

    private static SchemaShape.Column Vector(string name, DataViewType type) => new(name, SchemaShape.Column.VectorKind.Vector, type, false);
}
