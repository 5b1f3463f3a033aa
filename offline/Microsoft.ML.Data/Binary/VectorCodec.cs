using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Lengths (or the common one), counts of explicit values (−1: dense), indices, values.</summary>
internal sealed class VectorCodec<T>(VectorDataViewType type, ValueCodec<T> items) : ValueCodec<VBuffer<T>>("VBuffer", type)
{
    private readonly int _size = type.Size;

    public override void Write(BinaryWriter writer, IReadOnlyList<VBuffer<T>> values)
    {
        writer.Write(values.Count);
        if (_size > 0)
        {
            int other = values.Select(v => v.Length).FirstOrDefault(l => l != _size, _size);
            Contracts.Check(other == _size, $"Length mismatch: expected {_size} slots but got {other}");
            writer.Write(_size);
        }
        else
        {
            int common = values.Count > 0 && values.All(v => v.Length == values[0].Length) ? values[0].Length : 0;
            writer.Write(common);
            if (common == 0)
                WriteAll(writer, values.Select(v => v.Length));
        }

        WriteAll(writer, values.Select(v => v.IsDense ? -1 : v.GetValues().Length));
        int[] indices = values.SelectMany(v => v.GetIndices().ToArray()).ToArray();
        writer.Write(indices.Length);
        WriteAll(writer, indices);
        items.Write(writer, values.SelectMany(v => v.GetValues().ToArray()).ToArray());
    }

    public override VBuffer<T>[] Read(BinaryReader reader, int count)
    {
        Contracts.CheckDecode(reader.ReadInt32() == count);
        int size = reader.ReadInt32();
        Contracts.CheckDecode(_size > 0 ? size == _size : size >= 0);
        int[] lengths = size > 0 ? Enumerable.Repeat(size, count).ToArray() : ReadAll(reader, count);
        int[] counts = ReadAll(reader, count);
        int[] indices = ReadAll(reader, reader.ReadInt32());
        int total = counts.Select((c, i) => c < 0 ? lengths[i] : c).Sum();
        T[] values = items.Read(reader, total);

        var vectors = new VBuffer<T>[count];
        int at = 0;
        int indexAt = 0;
        for (int i = 0; i < count; i++)
        {
            int given = counts[i] < 0 ? lengths[i] : counts[i];
            T[] own = values.AsSpan(at, given).ToArray();
            vectors[i] = counts[i] < 0
                ? new VBuffer<T>(lengths[i], own)
                : new VBuffer<T>(lengths[i], given, own, indices.AsSpan(indexAt, given).ToArray());
            at += given;
            indexAt += counts[i] < 0 ? 0 : given;
        }

        return vectors;
    }

    protected override void WriteParameters(BinaryWriter writer)
    {
        items.WriteDescription(writer);
        writer.Write(type.Dimensions.Length);
        WriteAll(writer, type.Dimensions);
    }

    private static void WriteAll(BinaryWriter writer, IEnumerable<int> numbers)
    {
        foreach (int number in numbers)
            writer.Write(number);
    }

    private static int[] ReadAll(BinaryReader reader, int count) => Enumerable.Range(0, count).Select(_ => reader.ReadInt32()).ToArray();
}
