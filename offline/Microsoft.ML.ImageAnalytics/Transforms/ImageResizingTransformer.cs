using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(typeof(ImageResizingTransformer), null, typeof(SignatureLoadModel),
    "Image Resizer Transform", ImageResizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageResizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImageScalerTransform";
    private const string RegistrationName = "ImageScaler";

    internal ImageResizingTransformer(IHostEnvironment env, params ImageResizingEstimator.ColumnOptions[] columns)
        : base(env.Register(RegistrationName), columns.Select(c => (c.Name, c.InputColumnName)).ToArray())
        => Columns = columns;

    private ImageResizingTransformer(IHost host, ModelLoadContext ctx) : base(host, ctx)
        => Columns = ColumnPairs.Select(pair =>
        {
            int width = ctx.Reader.ReadInt32();
            int height = ctx.Reader.ReadInt32();
            var resizing = (ImageResizingEstimator.ResizingKind)ctx.Reader.ReadByte();
            var anchor = (ImageResizingEstimator.Anchor)ctx.Reader.ReadByte();
            host.CheckDecode(width > 0 && height > 0 && Enum.IsDefined(resizing) && Enum.IsDefined(anchor));
            return new ImageResizingEstimator.ColumnOptions(pair.outputColumnName, width, height, pair.inputColumnName, resizing, anchor);
        }).ToArray();

    internal ImageResizingEstimator.ColumnOptions[] Columns { get; }

    private static VersionInfo Version
        => new("IMGSCALF", 0x00010003, 0x00010003, 0x00010003, typeof(ImageResizingTransformer).Assembly.FullName, LoaderSignature);

    internal static ImageResizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ImageResizingTransformer(env.Register(RegistrationName), ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (ImageResizingEstimator.ColumnOptions column in Columns)
        {
            ctx.Writer.Write(column.ImageWidth);
            ctx.Writer.Write(column.ImageHeight);
            ctx.Writer.Write((byte)column.Resizing);
            ctx.Writer.Write((byte)column.Anchor);
        }
    }

    private protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
        if (inputSchema[srcCol].Type is not ImageDataViewType)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", Columns[col].InputColumnName, "image", inputSchema[srcCol].Type.ToString());
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper(ImageResizingTransformer parent, DataViewSchema inputSchema) : OneToOneMapperBase(parent, inputSchema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => parent.Columns.Select(c => new DataViewSchema.DetachedColumn(c.Name, c.Type)).ToArray();

        protected override Delegate MakeGetter(DataViewRow input, int i, out Action disposer)
        {
            disposer = null;
            ValueGetter<MLImage> get = input.GetGetter<MLImage>(Source(i));
            ImageResizingEstimator.ColumnOptions options = parent.Columns[i];
            MLImage source = null;
            return (ValueGetter<MLImage>)((ref MLImage destination) =>
            {
                destination?.Dispose();
                get(ref source);
                if (source == null || source.Height <= 0 || source.Width <= 0)
                    return;
                // An image of the right size is handed on, not copied.
                if (source.Height == options.ImageHeight && source.Width == options.ImageWidth)
                {
                    destination = source;
                    return;
                }

                destination = ImageFitting.Fit(source, options.ImageWidth, options.ImageHeight, options.Resizing, options.Anchor);
                destination.Tag = source.Tag;
            });
        }
    }
}
