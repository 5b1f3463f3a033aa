using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

internal static class ImageShapes
{
    public static void CheckImage(IHost host, SchemaShape inputSchema, string name)
    {
        if (!inputSchema.TryFindColumn(name, out SchemaShape.Column column))
            throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
        if (column.ItemType is not ImageDataViewType || column.Kind != SchemaShape.Column.VectorKind.Scalar)
            throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, new ImageDataViewType().ToString(), column.GetTypeString());
    }
}
