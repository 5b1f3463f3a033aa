using Microsoft.ML.Data;
using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>The values that the keys of a column stand for.</summary>
internal abstract class KeyValues(DataViewType outputType)
{
    public DataViewType OutputType => outputType;

    public static KeyValues Of(DataViewSchema.Column column, IHost host)
    {
        var values = column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type as VectorDataViewType;
        host.Check(values != null, "Metadata KeyValues does not exist");
        var key = column.Type.ItemTypeOf() as KeyDataViewType;
        host.Check(key != null && key.Count == (ulong)values.Size, "KeyValues metadata size does not match column type key count");
        DataViewType output = column.Type is VectorDataViewType vector ? new VectorDataViewType(values.ItemType, vector.Dimensions) : values.ItemType;
        return Generic.Call<KeyValues>(Make<uint, int>, [key.RawType, values.ItemType.RawType], column, output);
    }

    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source);

    private static KeyValues Make<TKey, TValue>(DataViewSchema.Column column, DataViewType output) where TKey : struct
    {
        VBuffer<TValue> values = default;
        column.GetKeyValues(ref values);
        return new Typed<TKey, TValue>(output, values.DenseValues().ToArray());
    }

    private sealed class Typed<TKey, TValue>(DataViewType outputType, TValue[] values) : KeyValues(outputType) where TKey : struct
    {
        /// <summary>What stands for a missing key: NaN where the type has it.</summary>
        private static readonly TValue _missing = typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN
            : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN
            : default;

        public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
        {
            if (source.Type is VectorDataViewType)
                return VectorGetter(row.GetGetter<VBuffer<TKey>>(source));
            ValueGetter<TKey> get = row.GetGetter<TKey>(source);
            TKey key = default;
            return (ValueGetter<TValue>)((ref TValue value) =>
            {
                get(ref key);
                value = Map(key);
            });
        }

        private ValueGetter<VBuffer<TValue>> VectorGetter(ValueGetter<VBuffer<TKey>> get)
        {
            VBuffer<TKey> keys = default;
            return (ref VBuffer<TValue> destination) =>
            {
                get(ref keys);
                var editor = VBufferEditor.Create(ref destination, keys.Length);
                int slot = 0;
                foreach (TKey key in keys.DenseValues())
                    editor.Values[slot++] = Map(key);
                destination = editor.Commit();
            };
        }

        private TValue Map(TKey key)
        {
            ulong raw = Convert.ToUInt64(key);
            return raw > 0 && raw <= (ulong)values.Length ? values[raw - 1] : _missing;
        }
    }
}
