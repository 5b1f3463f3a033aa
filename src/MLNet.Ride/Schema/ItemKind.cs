using System.Globalization;
using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Schema;

/// <summary>A supported type of class names (key values) in ML.NET, and its text representation in a model file.</summary>
internal abstract class ItemKind
{
    private static readonly ItemKind[] s_all =
    [
        new ItemKind<ReadOnlyMemory<char>>(TextDataViewType.Instance, v => v.ToString(), t => t.AsMemory()),
        new ItemKind<bool>(BooleanDataViewType.Instance, v => v ? "true" : "false", bool.Parse),
        Number<sbyte>(NumberDataViewType.SByte),
        Number<byte>(NumberDataViewType.Byte),
        Number<short>(NumberDataViewType.Int16),
        Number<ushort>(NumberDataViewType.UInt16),
        Number<int>(NumberDataViewType.Int32),
        Number<uint>(NumberDataViewType.UInt32),
        Number<long>(NumberDataViewType.Int64),
        Number<ulong>(NumberDataViewType.UInt64),
        Number<float>(NumberDataViewType.Single),
        Number<double>(NumberDataViewType.Double),
    ];

    protected ItemKind(PrimitiveDataViewType type) => Type = type;

    public PrimitiveDataViewType Type { get; }

    public string Name => Type.ToString()!;

    public static ItemKind? Of(DataViewType type) => Array.Find(s_all, kind => kind.Type.Equals(type));

    public static ItemKind? Named(string name) => Array.Find(s_all, kind => kind.Name == name);

    /// <summary>Reads the values of a vector annotation as text.</summary>
    public abstract string[] Read(DataViewSchema.Annotations annotations, string annotation);

    /// <summary>Adds a vector annotation with values parsed from texts.</summary>
    /// <exception cref="FormatException">A text cannot be parsed as this type.</exception>
    public abstract void Add(DataViewSchema.Annotations.Builder annotations, string annotation, IReadOnlyList<string> texts);

    /// <summary>Checks that texts can be read as values of this type.</summary>
    /// <exception cref="InvalidDataException">A text cannot be parsed as this type.</exception>
    public abstract void Check(IReadOnlyList<string> texts);

    /// <summary>Returns a function that reads the current value of a scalar column as text.</summary>
    public abstract Func<string> Reader(DataViewRow row, DataViewSchema.Column column);

    private static ItemKind<T> Number<T>(NumberDataViewType type)
        where T : INumber<T>
        => new(type, v => v.ToString(null, CultureInfo.InvariantCulture)!, t => T.Parse(t, CultureInfo.InvariantCulture));
}

internal sealed class ItemKind<T>(PrimitiveDataViewType type, Func<T, string> write, Func<string, T> parse) : ItemKind(type)
{
    public override string[] Read(DataViewSchema.Annotations annotations, string annotation)
    {
        VBuffer<T> values = default;
        annotations.GetValue(annotation, ref values);
        return [.. values.DenseValues().Select(write)];
    }

    public override void Check(IReadOnlyList<string> texts)
    {
        foreach (string text in texts)
        {
            try
            {
                _ = parse(text);
            }
            catch (Exception cause) when (cause is FormatException or OverflowException)
            {
                throw new InvalidDataException($"'{text}' is not a value of type {Name}", cause);
            }
        }
    }

    public override void Add(DataViewSchema.Annotations.Builder annotations, string annotation, IReadOnlyList<string> texts)
    {
        T[] values = [.. texts.Select(parse)];
        annotations.Add(annotation, new VectorDataViewType(Type, values.Length), (ref VBuffer<T> target) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref target, values.Length);
            values.CopyTo(editor.Values);
            target = editor.Commit();
        });
    }

    public override Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return write(value);
        };
    }
}
