using Microsoft.ML.Data;
using Microsoft.ML.Internal.Utilities;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>The distinct values of a column; a value's key is its position from 1.</summary>
internal abstract class Terms(PrimitiveDataViewType itemType, int count)
{
    private protected const byte TextFormat = 0;
    private protected const byte CodecFormat = 1;

    public PrimitiveDataViewType ItemType => itemType;

    public int Count => count;

    public KeyDataViewType KeyType { get; } = new(typeof(uint), Math.Max(count, 1));

    public static Terms Load(ModelLoadContext ctx, IHost host, bool onlyText)
    {
        byte format = onlyText ? TextFormat : ctx.Reader.ReadByte();
        host.CheckDecode(format <= CodecFormat);
        if (format == TextFormat)
        {
            string[] texts = new string[ctx.Reader.ReadInt32()];
            for (int i = 0; i < texts.Length; i++)
                texts[i] = ctx.LoadNonEmptyString();
            return new Terms<string>(TextDataViewType.Instance, texts);
        }

        ValueCodec codec = ValueCodec.TryRead(ctx.Reader) ?? throw host.Except("Unrecognized codec read");
        int size = ctx.Reader.ReadInt32();
        host.CheckDecode(size >= 0 && codec.Type is PrimitiveDataViewType);
        return Generic.Call<Terms>(LoadValues<int>, codec.Type.RawType, codec, ctx.Reader, size);
    }

    public abstract void Save(ModelSaveContext ctx);

    public abstract void WriteText(TextWriter writer);

    public abstract void Annotate(DataViewSchema.Annotations.Builder annotations, DataViewSchema.Column source, bool asText);

    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source);

    private static Terms LoadValues<T>(ValueCodec codec, BinaryReader reader, int count) where T : IEquatable<T>
        => new Terms<T>((PrimitiveDataViewType)codec.Type, count == 0 ? [] : ((ValueCodec<T>)codec).Read(reader, count));
}
