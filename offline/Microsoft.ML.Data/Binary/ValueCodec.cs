using Microsoft.ML.Internal.Utilities;

namespace Microsoft.ML.Data;

/// <summary>How values of a type are written in binary data; described in the file by a name and parameters.</summary>
internal abstract class ValueCodec(string name, DataViewType type)
{
    public DataViewType Type => type;

    /// <summary>Null for types that cannot be written.</summary>
    public static ValueCodec TryOf(DataViewType type) => type switch
    {
        KeyDataViewType key => Generic.Call<ValueCodec>(MakeKey<uint>, key.RawType, key),
        VectorDataViewType vector => TryOf(vector.ItemType) is { } item
            ? Generic.Call<ValueCodec>(MakeVector<int>, vector.ItemType.RawType, vector, item)
            : null,
        _ => SimpleCodecs.ByType.GetValueOrDefault(type)
    };

    /// <summary>Null where the name is not known; the parameters are skipped.</summary>
    public static ValueCodec TryRead(BinaryReader reader)
    {
        string name = reader.ReadString();
        int length = reader.Read7BitEncodedInt();
        if (SimpleCodecs.ByName.TryGetValue(name, out ValueCodec simple))
            return simple;
        if (name is "Key2")
            return TryOf(new KeyDataViewType(TryRead(reader).Type.RawType, reader.ReadUInt64()));
        if (name is "VBuffer")
        {
            ValueCodec item = TryRead(reader);
            int[] dimensions = new int[reader.ReadInt32()];
            for (int i = 0; i < dimensions.Length; i++)
                dimensions[i] = reader.ReadInt32();
            var itemType = (PrimitiveDataViewType)item.Type;
            return TryOf(dimensions.Length == 0 ? new VectorDataViewType(itemType) : new VectorDataViewType(itemType, dimensions));
        }

        reader.ReadBytes(length);
        return null;
    }

    public void WriteDescription(BinaryWriter writer)
    {
        using var parameters = new MemoryStream();
        using (var parameterWriter = new BinaryWriter(parameters, System.Text.Encoding.UTF8, leaveOpen: true))
            WriteParameters(parameterWriter);
        writer.Write(name);
        writer.Write7BitEncodedInt((int)parameters.Length);
        writer.Write(parameters.ToArray());
    }

    protected virtual void WriteParameters(BinaryWriter writer)
    {
    }

    private static ValueCodec MakeKey<T>(KeyDataViewType type) => new KeyCodec<T>(type);

    private static ValueCodec MakeVector<T>(VectorDataViewType type, ValueCodec item) => new VectorCodec<T>(type, (ValueCodec<T>)item);
}

internal abstract class ValueCodec<T>(string name, DataViewType type) : ValueCodec(name, type)
{
    public abstract void Write(BinaryWriter writer, IReadOnlyList<T> values);

    public abstract T[] Read(BinaryReader reader, int count);
}
