using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly ColumnOptions[] _columns;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(IHostEnvironment env, ColumnOptions[] columns, IDataView keyData = null)
    {
        Contracts.CheckValue(env, nameof(env));
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        if (keyData != null && keyData.Schema.Count != 1)
            throw _host.ExceptParam(nameof(keyData), "If specified, this data view should contain only a single column "
                + $"containing the terms to map, but this had {keyData.Schema.Count} columns.");
        _columns = columns;
        _keyData = keyData;
    }

    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1
    }

    public ValueToKeyMappingTransformer Fit(IDataView input) => new(_host, input, _columns, _keyData);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        Dictionary<string, SchemaShape.Column> result = inputSchema.ToDictionary(c => c.Name);
        foreach (ColumnOptions options in _columns)
        {
            if (!inputSchema.TryFindColumn(options.InputColumnName, out SchemaShape.Column column) || column.ItemType is not PrimitiveDataViewType)
                throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", options.InputColumnName);
            if (!column.IsKey || !column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out SchemaShape.Column values)
                || values.Kind != SchemaShape.Column.VectorKind.Vector)
            {
                values = new SchemaShape.Column(AnnotationUtils.Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector,
                    options.AddKeyValueAnnotationsAsText ? TextDataViewType.Instance : column.ItemType, column.IsKey);
            }

            SchemaShape annotations = column.Annotations.TryFindColumn(AnnotationUtils.Kinds.SlotNames, out SchemaShape.Column slotNames)
                ? new SchemaShape([slotNames, values])
                : new SchemaShape([values]);
            result[options.OutputColumnName] = new SchemaShape.Column(options.OutputColumnName, column.Kind, NumberDataViewType.UInt32, true, annotations);
        }

        return new SchemaShape(result.Values);
    }

    internal sealed class ColumnOptions
    {
        public readonly string OutputColumnName;
        public readonly string InputColumnName;
        public readonly KeyOrdinality KeyOrdinality;
        public readonly int MaximumNumberOfKeys;
        public readonly bool AddKeyValueAnnotationsAsText;

        public ColumnOptions(string outputColumnName, string inputColumnName, int maximumNumberOfKeys, KeyOrdinality keyOrdinality,
            bool addKeyValueAnnotationsAsText)
        {
            OutputColumnName = Contracts.CheckNonWhiteSpace(null, outputColumnName, nameof(outputColumnName));
            InputColumnName = inputColumnName ?? outputColumnName;
            MaximumNumberOfKeys = maximumNumberOfKeys;
            KeyOrdinality = keyOrdinality;
            AddKeyValueAnnotationsAsText = addKeyValueAnnotationsAsText;
        }
    }
}
