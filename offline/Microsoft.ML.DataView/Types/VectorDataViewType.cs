using System.Collections.Immutable;
using Microsoft.ML.Internal.DataView;

namespace Microsoft.ML.Data;

public sealed class VectorDataViewType : StructuredDataViewType
{
    public VectorDataViewType(PrimitiveDataViewType itemType, int size = 0) : base(VBufferOf(itemType))
    {
        Check.Param(size >= 0, nameof(size));
        ItemType = itemType;
        Size = size;
        Dimensions = ImmutableArray.Create(size);
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, params int[] dimensions)
        : this(itemType, dimensions == null ? [] : ImmutableArray.Create(dimensions))
    {
    }

    public VectorDataViewType(PrimitiveDataViewType itemType, ImmutableArray<int> dimensions) : base(VBufferOf(itemType))
    {
        Check.Param(dimensions.Length > 0 && dimensions.All(d => d >= 0), nameof(dimensions));
        ItemType = itemType;
        Dimensions = dimensions;
        Size = dimensions.Aggregate(1, (size, dimension) => checked(size * dimension));
    }

    public ImmutableArray<int> Dimensions { get; }

    public bool IsKnownSize => Size > 0;

    public PrimitiveDataViewType ItemType { get; }

    public int Size { get; }

    public override bool Equals(DataViewType other)
        => ReferenceEquals(this, other)
        || other is VectorDataViewType vector && ItemType.Equals(vector.ItemType) && Dimensions.SequenceEqual(vector.Dimensions);

    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    public override int GetHashCode()
        => Dimensions.Aggregate(Check.Combine(Check.Combine(ItemType.GetHashCode(), Size), Dimensions.Length), Check.Combine);

    public override string ToString()
    {
        string shape = Dimensions.Length == 1
            ? Size > 0 ? $", {Size}" : ""
            : string.Concat(Dimensions.Select(d => d > 0 ? $", {d}" : ", *"));
        return $"Vector<{ItemType}{shape}>";
    }

    private static Type VBufferOf(PrimitiveDataViewType itemType)
        => typeof(VBuffer<>).MakeGenericType(Check.Value(itemType, nameof(itemType)).RawType);
}
