using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>An annotation given by value in a SchemaDefinition.</summary>
internal sealed class AnnotationInfo
{
    private AnnotationInfo(DataViewType type, Delegate getter)
    {
        AnnotationType = type;
        Getter = getter;
    }

    public DataViewType AnnotationType { get; }

    public Delegate Getter { get; }

    public static AnnotationInfo Of<T>(T value, DataViewType type)
    {
        MemberShape shape = MemberShape.Of("annotation value", typeof(T), null);
        bool isVector = type is VectorDataViewType;
        if (shape.IsVector != isVector)
            throw Contracts.Except($"Value inputted is supposed to be {(shape.IsVector ? "vector" : "scalar")}, "
                + $"but type of Annotationinfo is {(isVector ? "vector" : "scalar")}");
        if (shape.ItemType != type.ItemTypeOf().RawType)
            throw Contracts.Except($"Value inputted is supposed to have Type {shape.ItemType}, but type of Annotationinfo has {type.ItemTypeOf().RawType}");
        return new AnnotationInfo(type, GetterOf(value));
    }

    /// <summary>A copy of an annotation of a column.</summary>
    public static AnnotationInfo From(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
        => Generic.Call<AnnotationInfo>(FromCore<int>, annotation.Type.RawType, annotations, annotation);

    private static AnnotationInfo FromCore<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
    {
        T value = default;
        annotations.GetValue(annotation.Name, ref value);
        return Of(value, annotation.Type);
    }

    private static Delegate GetterOf<T>(T value) => value switch
    {
        string text => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> dst) => dst = text.AsMemory()),
        string[] texts => VectorGetter(texts.Select(t => t.AsMemory()).ToArray()),
        Array array => Generic.Call<Delegate>(VectorGetter<int>, typeof(T).GetElementType(), array),
        _ when typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>)
            => Generic.Call<Delegate>(BufferGetter<int>, typeof(T).GetGenericArguments()[0], value),
        _ => (ValueGetter<T>)((ref T dst) => dst = value)
    };

    private static Delegate VectorGetter<T>(T[] values) => BufferGetter(new VBuffer<T>(values.Length, values));

    private static Delegate BufferGetter<T>(VBuffer<T> buffer) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) => buffer.CopyTo(ref dst));
}
