using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(typeof(ImagePixelExtractingTransformer), null, typeof(SignatureLoadModel),
    "Image Pixel Extractor Transform", ImagePixelExtractingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Image;

public sealed class ImagePixelExtractingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImagePixelExtractor";

    internal ImagePixelExtractingTransformer(IHostEnvironment env, params PixelColumnOptions[] columns)
        : base(env.Register(LoaderSignature), columns.Select(c => (c.Name, c.InputColumnName)).ToArray())
        => Columns = columns;

    private ImagePixelExtractingTransformer(IHost host, ModelLoadContext ctx) : base(host, ctx)
        => Columns = ColumnPairs.Select(pair => new PixelColumnOptions(pair.outputColumnName, pair.inputColumnName, ctx)).ToArray();

    internal PixelColumnOptions[] Columns { get; }

    private static VersionInfo Version
        => new("IMGPXEXT", 0x00010003, 0x00010002, 0x00010002, typeof(ImagePixelExtractingTransformer).Assembly.FullName, LoaderSignature);

    internal static ImagePixelExtractingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ImagePixelExtractingTransformer(env.Register(LoaderSignature), ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (PixelColumnOptions column in Columns)
            column.Save(ctx);
    }

    private protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
        string name = Columns[col].InputColumnName;
        if (inputSchema[srcCol].Type is not ImageDataViewType image)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, "image", inputSchema[srcCol].Type.ToString());
        if (image.Height <= 0 || image.Width <= 0)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, "known-size image", "unknown-size image");
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper(ImagePixelExtractingTransformer parent, DataViewSchema inputSchema) : OneToOneMapperBase(parent, inputSchema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => parent.Columns.Select((c, i) => new DataViewSchema.DetachedColumn(c.Name, c.TypeFor((ImageDataViewType)Source(i).Type))).ToArray();

        protected override Delegate MakeGetter(DataViewRow input, int i, out Action disposer)
            => parent.Columns[i].AsFloats
                ? Getter<float>(input, i, (value, options) => (value - options.Offset) * options.Scale, out disposer)
                : Getter<byte>(input, i, (value, _) => value, out disposer);

        private ValueGetter<VBuffer<T>> Getter<T>(DataViewRow input, int i, Func<byte, PixelColumnOptions, T> convert, out Action disposer)
            where T : INumber<T>
        {
            PixelColumnOptions options = parent.Columns[i];
            var type = (ImageDataViewType)Source(i).Type;
            int pixelCount = type.Height * type.Width;
            ValueGetter<MLImage> get = input.GetGetter<MLImage>(Source(i));
            MLImage source = null;
            disposer = () => source?.Dispose();
            return (ref VBuffer<T> destination) =>
            {
                get(ref source);
                if (source == null)
                {
                    destination = VBufferEditor.Create(ref destination, options.Planes * pixelCount, 0).Commit();
                    return;
                }

                parent.Host.Check(source.Height == type.Height && source.Width == type.Width);
                var editor = VBufferEditor.Create(ref destination, options.Planes * pixelCount);
                ReadOnlySpan<byte> pixels = source.Pixels;
                int[] offsets = options.PlaneOffsets(source.PixelFormat);
                for (int plane = 0; plane < offsets.Length; plane++)
                {
                    for (int p = 0; p < pixelCount; p++)
                        editor.Values[options.Interleave ? p * offsets.Length + plane : plane * pixelCount + p] = convert(pixels[p * 4 + offsets[plane]], options);
                }

                destination = editor.Commit();
            };
        }
    }
}
