using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingEstimator)), new KeyToValueMappingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> result = inputSchema.ToDictionary(c => c.Name);
        foreach ((string output, string input) in Transformer.ColumnPairs)
        {
            if (!inputSchema.TryFindColumn(input, out SchemaShape.Column column))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input);
            if (!column.IsKey)
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", input, "KeyType", column.GetTypeString());
            if (!column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column values))
                throw Host.ExceptParam(nameof(inputSchema), $"Input column '{input}' doesn't contain key values metadata");
            SchemaShape annotations = null;
            if (column.HasSlotNames() && column.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out SchemaShape.Column slotNames))
                annotations = new SchemaShape([slotNames]);
            result[output] = new SchemaShape.Column(output, column.Kind, values.ItemType, values.IsKey, annotations);
        }

        return new SchemaShape(result.Values);
    }
}
