namespace Microsoft.ML.Data;

/// <summary>From raw .NET types to the types of columns.</summary>
internal static class PrimitiveTypes
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> _byRawType = new PrimitiveDataViewType[]
    {
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double, TextDataViewType.Instance, BooleanDataViewType.Instance,
        TimeSpanDataViewType.Instance, DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance, RowIdDataViewType.Instance
    }.ToDictionary(t => t.RawType);

    /// <summary>Null where the type is none of the primitive ones; strings are text.</summary>
    public static PrimitiveDataViewType ToPrimitiveDataViewType(this Type type)
        => _byRawType.GetValueOrDefault(type == typeof(string) ? typeof(ReadOnlyMemory<char>) : type);

    public static DataViewType ItemTypeOf(this DataViewType type) => (type as VectorDataViewType)?.ItemType ?? type;

    public static int VectorSizeOf(this DataViewType type) => (type as VectorDataViewType)?.Size ?? 0;

    public static int ValueCountOf(this DataViewType type) => type is VectorDataViewType vector ? vector.Size : 1;
}
