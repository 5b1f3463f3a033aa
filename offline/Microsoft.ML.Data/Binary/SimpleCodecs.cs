using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The codecs without parameters.</summary>
internal static class SimpleCodecs
{
    private static readonly ValueCodec[] _all =
    [
        new BlittableCodec<sbyte>(), new BlittableCodec<byte>(), new BlittableCodec<short>(), new BlittableCodec<ushort>(),
        new BlittableCodec<int>(), new BlittableCodec<uint>(), new BlittableCodec<long>(), new BlittableCodec<ulong>(),
        new BlittableCodec<float>(), new BlittableCodec<double>(), new BlittableCodec<TimeSpan>(), new BlittableCodec<DataViewRowId>(),
        new TextCodec(), new BooleanCodec(), new DateTimeCodec(), new DateTimeOffsetCodec()
    ];

    public static IReadOnlyDictionary<DataViewType, ValueCodec> ByType { get; } = _all.ToDictionary(c => c.Type);

    public static IReadOnlyDictionary<string, ValueCodec> ByName { get; }
        = _all.ToDictionary(c => c is TextCodec ? TextCodec.Name : c.Type.RawType.Name);

    private sealed class BlittableCodec<T>() : ValueCodec<T>(typeof(T).Name, typeof(T).ToPrimitiveDataViewType()) where T : unmanaged
    {
        public override void Write(BinaryWriter writer, IReadOnlyList<T> values) => writer.Write(MemoryMarshal.AsBytes<T>(values.ToArray()));

        public override T[] Read(BinaryReader reader, int count)
        {
            var values = new T[count];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            return values;
        }
    }

    /// <summary>The number of texts, where each ends, and all of them as one string.</summary>
    private sealed class TextCodec() : ValueCodec<ReadOnlyMemory<char>>(Name, TextDataViewType.Instance)
    {
        public const string Name = "TextSpan";

        public override void Write(BinaryWriter writer, IReadOnlyList<ReadOnlyMemory<char>> values)
        {
            writer.Write(values.Count);
            var all = new StringBuilder();
            foreach (ReadOnlyMemory<char> text in values)
                writer.Write(all.Append(text).Length);
            writer.Write(all.ToString());
        }

        public override ReadOnlyMemory<char>[] Read(BinaryReader reader, int count)
        {
            Contracts.CheckDecode(reader.ReadInt32() == count);
            int[] ends = Enumerable.Range(0, count).Select(_ => reader.ReadInt32()).ToArray();
            ReadOnlyMemory<char> all = reader.ReadString().AsMemory();
            // A negative end marks a missing text of older files.
            int start = 0;
            var texts = new ReadOnlyMemory<char>[count];
            for (int i = 0; i < count; i++)
            {
                int end = ends[i] & int.MaxValue;
                texts[i] = ends[i] < 0 ? default : all[start..end];
                start = end;
            }

            return texts;
        }
    }

    /// <summary>Eight to a byte, from the lowest bit.</summary>
    private sealed class BooleanCodec() : ValueCodec<bool>(nameof(Boolean), BooleanDataViewType.Instance)
    {
        public override void Write(BinaryWriter writer, IReadOnlyList<bool> values)
        {
            var bytes = new byte[(values.Count + 7) / 8];
            for (int i = 0; i < values.Count; i++)
                bytes[i / 8] |= (byte)(values[i] ? 1 << (i % 8) : 0);
            writer.Write(bytes);
        }

        public override bool[] Read(BinaryReader reader, int count)
        {
            byte[] bytes = reader.ReadBytes((count + 7) / 8);
            return Enumerable.Range(0, count).Select(i => (bytes[i / 8] >> (i % 8) & 1) != 0).ToArray();
        }
    }

    private sealed class DateTimeCodec() : ValueCodec<DateTime>(nameof(DateTime), DateTimeDataViewType.Instance)
    {
        public override void Write(BinaryWriter writer, IReadOnlyList<DateTime> values)
        {
            foreach (DateTime value in values)
                writer.Write(value.Ticks);
        }

        public override DateTime[] Read(BinaryReader reader, int count)
            => Enumerable.Range(0, count).Select(_ => new DateTime(reader.ReadInt64())).ToArray();
    }

    /// <summary>All offsets in minutes, then all ticks.</summary>
    private sealed class DateTimeOffsetCodec() : ValueCodec<DateTimeOffset>(nameof(DateTimeOffset), DateTimeOffsetDataViewType.Instance)
    {
        public override void Write(BinaryWriter writer, IReadOnlyList<DateTimeOffset> values)
        {
            foreach (DateTimeOffset value in values)
                writer.Write((short)value.Offset.TotalMinutes);
            foreach (DateTimeOffset value in values)
                writer.Write(value.DateTime.Ticks);
        }

        public override DateTimeOffset[] Read(BinaryReader reader, int count)
        {
            short[] offsets = Enumerable.Range(0, count).Select(_ => reader.ReadInt16()).ToArray();
            return offsets.Select(offset => new DateTimeOffset(reader.ReadInt64(), TimeSpan.FromMinutes(offset))).ToArray();
        }
    }
}
