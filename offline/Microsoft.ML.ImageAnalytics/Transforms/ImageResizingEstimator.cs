using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    internal ImageResizingEstimator(IHostEnvironment env, params ColumnOptions[] columns)
        : base(env.Register(nameof(ImageResizingEstimator)), new ImageResizingTransformer(env, columns))
    {
    }

    public enum ResizingKind : byte
    {
        IsoPad = 0,
        IsoCrop = 1,
        Fill = 2
    }

    public enum Anchor : byte
    {
        Right = 0,
        Left = 1,
        Top = 2,
        Bottom = 3,
        Center = 4
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> result = inputSchema.ToDictionary(c => c.Name);
        foreach (ColumnOptions options in Transformer.Columns)
        {
            ImageShapes.CheckImage(Host, inputSchema, options.InputColumnName);
            result[options.Name] = new SchemaShape.Column(options.Name, SchemaShape.Column.VectorKind.Scalar, options.Type, false);
        }

        return new SchemaShape(result.Values);
    }

    internal sealed class ColumnOptions
    {
        public readonly string Name;
        public readonly string InputColumnName;
        public readonly int ImageWidth;
        public readonly int ImageHeight;
        public readonly ResizingKind Resizing;
        public readonly Anchor Anchor;
        public readonly DataViewType Type;

        public ColumnOptions(string name, int imageWidth, int imageHeight, string inputColumnName, ResizingKind resizing, Anchor anchor)
        {
            Name = Contracts.CheckNonEmpty(name, nameof(name));
            Contracts.CheckParam(imageWidth > 0, nameof(imageWidth));
            Contracts.CheckParam(imageHeight > 0, nameof(imageHeight));
            Contracts.CheckParam(Enum.IsDefined(resizing), nameof(resizing));
            Contracts.CheckParam(Enum.IsDefined(anchor), nameof(anchor));
            InputColumnName = inputColumnName ?? name;
            ImageWidth = imageWidth;
            ImageHeight = imageHeight;
            Resizing = resizing;
            Anchor = anchor;
            Type = new ImageDataViewType(imageHeight, imageWidth);
        }
    }
}
