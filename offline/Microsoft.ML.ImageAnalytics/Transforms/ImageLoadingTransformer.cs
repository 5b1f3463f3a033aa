using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableClass(typeof(ImageLoadingTransformer), null, typeof(SignatureLoadModel), "", ImageLoadingTransformer.LoaderSignature)]

namespace Microsoft.ML.Data;

public sealed class ImageLoadingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ImageLoaderTransform";

    private readonly bool _asImages;

    public readonly string ImageFolder;

    internal ImageLoadingTransformer(IHostEnvironment env, string imageFolder, bool asImages,
        params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ImageLoadingTransformer)), columns)
    {
        if (!string.IsNullOrEmpty(imageFolder) && !Directory.Exists(imageFolder))
            throw new ArgumentException($"Directory \"{imageFolder}\" does not exist.");
        ImageFolder = string.IsNullOrEmpty(imageFolder) ? null : Path.GetFullPath(imageFolder);
        _asImages = asImages;
    }

    private ImageLoadingTransformer(IHost host, ModelLoadContext ctx) : base(host, ctx)
    {
        ImageFolder = ctx.LoadStringOrNull();
        _asImages = ctx.Reader.ReadBoolean();
    }

    private static VersionInfo Version
        => new("IMGLOADR", 0x00010003, 0x00010003, 0x00010003, typeof(ImageLoadingTransformer).Assembly.FullName, LoaderSignature);

    internal static ImageLoadingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ImageLoadingTransformer(env.Register(nameof(ImageLoadingTransformer)), ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.SaveStringOrNull(ImageFolder);
        ctx.Writer.Write(_asImages);
    }

    private protected override void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
        if (inputSchema[srcCol].Type is not TextDataViewType)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", ColumnPairs[col].inputColumnName,
                TextDataViewType.Instance.ToString(), inputSchema[srcCol].Type.ToString());
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper(ImageLoadingTransformer parent, DataViewSchema inputSchema) : OneToOneMapperBase(parent, inputSchema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => parent.ColumnPairs.Select(pair => new DataViewSchema.DetachedColumn(pair.outputColumnName,
                parent._asImages ? new ImageDataViewType() : new VectorDataViewType(NumberDataViewType.Byte))).ToArray();

        protected override Delegate MakeGetter(DataViewRow input, int i, out Action disposer)
        {
            ValueGetter<ReadOnlyMemory<char>> getPath = input.GetGetter<ReadOnlyMemory<char>>(Source(i));
            if (parent._asImages)
                return ImageGetter(getPath, out disposer);
            disposer = null;
            return (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> bytes) =>
            {
                string path = PathOf(getPath);
                byte[] file = path == null ? [] : File.ReadAllBytes(path);
                VBuffer<byte>.Copy(file, 0, ref bytes, file.Length);
            });
        }

        private ValueGetter<MLImage> ImageGetter(ValueGetter<ReadOnlyMemory<char>> getPath, out Action disposer)
        {
            MLImage last = null;
            disposer = () => last?.Dispose();
            return (ref MLImage image) =>
            {
                image?.Dispose();
                image = null;
                string path = PathOf(getPath);
                if (path != null)
                {
                    using var file = new MemoryStream(File.ReadAllBytes(path));
                    image = MLImage.CreateFromStream(file);
                    image.Tag = path;
                }

                last = image;
            };
        }

        /// <summary>Null for a row without a path.</summary>
        private string PathOf(ValueGetter<ReadOnlyMemory<char>> getPath)
        {
            ReadOnlyMemory<char> path = default;
            getPath(ref path);
            if (path.Length == 0)
                return null;
            return string.IsNullOrWhiteSpace(parent.ImageFolder) ? path.ToString() : Path.Combine(parent.ImageFolder, path.ToString());
        }
    }
}
