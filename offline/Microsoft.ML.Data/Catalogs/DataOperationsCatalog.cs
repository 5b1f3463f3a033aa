using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog : IInternalCatalog
{
    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env;

    IHostEnvironment IInternalCatalog.Environment => _env;

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null) where TRow : class
    {
        _env.CheckValue(data, nameof(data));
        return new EnumerableDataView<TRow>(_env, data, schemaDefinition);
    }

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema) where TRow : class
    {
        _env.CheckValue(data, nameof(data));
        _env.CheckValue(schema, nameof(schema));
        return new EnumerableDataView<TRow>(_env, data, TypedColumn.DefinitionFor(typeof(TRow), schema, _env));
    }

    public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false,
        SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        _env.CheckValue(data, nameof(data));
        var reader = new TypedReader<TRow>(_env, data.Schema, ignoreMissingColumns, schemaDefinition);
        return Read();

        IEnumerable<TRow> Read()
        {
            using DataViewRowCursor cursor = data.GetRowCursor(reader.Sources);
            Action<TRow> fill = reader.Filler(cursor);
            TRow row = null;
            while (cursor.MoveNext())
            {
                row = reuseRowObject && row != null ? row : new TRow();
                fill(row);
                yield return row;
            }
        }
    }

    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        _env.CheckValue(input, nameof(input));
        int[] prefetch = (columnsToPrefetch ?? []).Select(name => input.Schema.GetColumnOrNull(name)?.Index
            ?? throw _env.ExceptSchemaMismatch(nameof(columnsToPrefetch), "prefetch", name)).Distinct().ToArray();
        return new CacheDataView(_env, input, prefetch);
    }
}
