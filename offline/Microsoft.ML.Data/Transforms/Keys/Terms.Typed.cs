using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

internal sealed class Terms<T> : Terms where T : IEquatable<T>
{
    private readonly T[] _values;
    private readonly Dictionary<T, uint> _keys;

    public Terms(PrimitiveDataViewType itemType, IReadOnlyCollection<T> values) : base(itemType, values.Count)
    {
        _values = values.ToArray();
        _keys = new Dictionary<T, uint>(_values.Length);
        for (int i = 0; i < _values.Length; i++)
            Contracts.CheckDecode(_keys.TryAdd(_values[i], (uint)i + 1), "Duplicate items in a term map");
    }

    public override void Save(ModelSaveContext ctx)
    {
        if (_values is string[] texts)
        {
            ctx.Writer.Write(TextFormat);
            ctx.Writer.Write(texts.Length);
            foreach (string text in texts)
                ctx.SaveNonEmptyString(text);
            return;
        }

        var codec = (ValueCodec<T>)(ValueCodec.TryOf(ItemType) ?? throw Contracts.Except($"We do not know how to serialize terms of type '{ItemType}'"));
        ctx.Writer.Write(CodecFormat);
        codec.WriteDescription(ctx.Writer);
        ctx.Writer.Write(_values.Length);
        codec.Write(ctx.Writer, _values);
    }

    public override void WriteText(TextWriter writer)
    {
        writer.WriteLine(ItemType is TextDataViewType ? $"# Number of terms = {Count}" : $"# Number of terms of type '{ItemType}' = {Count}");
        for (int i = 0; i < _values.Length; i++)
            writer.WriteLine($"{i}\t{TextOf(_values[i])}");
    }

    public override void Annotate(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, bool asText)
    {
        if (Count == 0)
            return;
        if (ItemType is KeyDataViewType key
            && source.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type is VectorDataViewType values
            && (ulong)values.Size == key.Count)
            Generic.Call<bool>(AnnotateFromKeys<int>, values.ItemType.RawType, annotations, source, values.ItemType, asText);
        else
            AddKeyValues(annotations, _values, ItemType, asText);
    }

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
    {
        if (source.Type is VectorDataViewType)
        {
            Action<List<T>> getAll = TermType.VectorReader<T>(row, source);
            var values = new List<T>();
            return (ValueGetter<VBuffer<uint>>)((ref VBuffer<uint> destination) =>
            {
                getAll(values);
                var editor = VBufferEditor.Create(ref destination, values.Count);
                for (int i = 0; i < values.Count; i++)
                    editor.Values[i] = _keys.GetValueOrDefault(values[i]);
                destination = editor.Commit();
            });
        }

        Func<T> get = TermType.Reader<T>(row, source);
        return (ValueGetter<uint>)((ref uint key) => key = _keys.GetValueOrDefault(get()));
    }

    private static string TextOf<TValue>(TValue value) => value switch
    {
        bool flag => flag ? "1" : "0",
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        double number => number.ToString("G17", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()
    };

    private static void AddKeyValues<TValue>(DataViewSchema.Annotations.Builder annotations, TValue[] values, PrimitiveDataViewType type, bool asText)
    {
        if (asText || type is TextDataViewType)
        {
            ReadOnlyMemory<char>[] texts = values.Select(v => TextOf(v).AsMemory()).ToArray();
            annotations.AddKeyValues(values.Length, TextDataViewType.Instance,
                (ref VBuffer<ReadOnlyMemory<char>> destination) => VBuffer<ReadOnlyMemory<char>>.Copy(texts, 0, ref destination, texts.Length));
        }
        else
        {
            annotations.AddKeyValues(values.Length, type,
                (ref VBuffer<TValue> destination) => VBuffer<TValue>.Copy(values, 0, ref destination, values.Length));
        }
    }

    /// <summary>The terms are keys themselves: what they stand for is what the source's keys stand for.</summary>
    private bool AnnotateFromKeys<TValue>(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, PrimitiveDataViewType type,
        bool asText)
    {
        VBuffer<TValue> given = default;
        source.GetKeyValues(ref given);
        AddKeyValues(annotations, _values.Select(v => given.GetItemOrDefault((int)Convert.ToUInt64(v) - 1)).ToArray(), type, asText);
        return true;
    }
}
