using System.Numerics;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Which colours of an image go into a vector, in which order and scale.</summary>
internal sealed class PixelColumnOptions
{
    public PixelColumnOptions(string name, string inputColumnName, ImagePixelExtractingEstimator.ColorBits colors,
        ImagePixelExtractingEstimator.ColorsOrder order, bool interleave, float offset, float scale, bool asFloats)
    {
        Name = Contracts.CheckNonWhiteSpace(null, name, nameof(name));
        InputColumnName = inputColumnName ?? name;
        Colors = colors;
        Order = order;
        Interleave = interleave;
        AsFloats = asFloats;
        Offset = asFloats ? offset : 0;
        Scale = asFloats ? scale : 1;
        Contracts.CheckParam(Planes > 0, "colorsToExtract", "Need to use at least one color plane.");
        Contracts.CheckParam(float.IsFinite(Offset), "offsetImage");
        Contracts.CheckParam(float.IsFinite(Scale) && Scale != 0, "scaleImage");
    }

    public PixelColumnOptions(string name, string inputColumnName, ModelLoadContext ctx)
    {
        Name = name;
        InputColumnName = inputColumnName;
        Colors = (ImagePixelExtractingEstimator.ColorBits)ctx.Reader.ReadByte();
        Order = ctx.Header.ModelVerWritten <= 0x00010002
            ? ImagePixelExtractingEstimator.ColorsOrder.ARGB
            : (ImagePixelExtractingEstimator.ColorsOrder)ctx.Reader.ReadByte();
        AsFloats = ctx.Reader.ReadBoolean();
        Offset = ctx.Reader.ReadSingle();
        Scale = ctx.Reader.ReadSingle();
        Interleave = ctx.Reader.ReadBoolean();
        Contracts.CheckDecode(Planes > 0 && Order != 0 && float.IsFinite(Offset) && float.IsFinite(Scale) && Scale != 0);
    }

    public string Name { get; }

    public string InputColumnName { get; }

    public ImagePixelExtractingEstimator.ColorBits Colors { get; }

    public ImagePixelExtractingEstimator.ColorsOrder Order { get; }

    public bool Interleave { get; }

    public bool AsFloats { get; }

    public float Offset { get; }

    public float Scale { get; }

    public int Planes => BitOperations.PopCount((uint)Colors);

    public PrimitiveDataViewType ItemType => AsFloats ? NumberDataViewType.Single : NumberDataViewType.Byte;

    public VectorDataViewType TypeFor(ImageDataViewType image)
        => Interleave
            ? new VectorDataViewType(ItemType, image.Height, image.Width, Planes)
            : new VectorDataViewType(ItemType, Planes, image.Height, image.Width);

    public void Save(ModelSaveContext ctx)
    {
        ctx.Writer.Write((byte)Colors);
        ctx.Writer.Write((byte)Order);
        ctx.Writer.Write(AsFloats);
        ctx.Writer.Write(Offset);
        ctx.Writer.Write(Scale);
        ctx.Writer.Write(Interleave);
    }

    /// <summary>For each plane the offset of its colour in a pixel.</summary>
    public int[] PlaneOffsets(MLPixelFormat format)
    {
        (int red, int blue) = PixelConversion.Offsets(format);
        return Order.ToString()
            .Select(c => c switch
            {
                'A' => (Bit: ImagePixelExtractingEstimator.ColorBits.Alpha, Offset: 3),
                'R' => (Bit: ImagePixelExtractingEstimator.ColorBits.Red, Offset: red),
                'G' => (Bit: ImagePixelExtractingEstimator.ColorBits.Green, Offset: 1),
                _ => (Bit: ImagePixelExtractingEstimator.ColorBits.Blue, Offset: blue)
            })
            .Where(c => Colors.HasFlag(c.Bit))
            .Select(c => c.Offset)
            .ToArray();
    }
}
