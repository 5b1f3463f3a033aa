namespace Microsoft.ML.Data;

/// <summary>Keys are written as their numbers; the parameters are the number type and the count.</summary>
internal sealed class KeyCodec<T>(KeyDataViewType type) : ValueCodec<T>("Key2", type)
{
    private readonly ValueCodec<T> _numbers = (ValueCodec<T>)TryOf(typeof(T).ToPrimitiveDataViewType());

    public override void Write(BinaryWriter writer, IReadOnlyList<T> values) => _numbers.Write(writer, values);

    public override T[] Read(BinaryReader reader, int count) => _numbers.Read(reader, count);

    protected override void WriteParameters(BinaryWriter writer)
    {
        _numbers.WriteDescription(writer);
        writer.Write(((KeyDataViewType)Type).Count);
    }
}
