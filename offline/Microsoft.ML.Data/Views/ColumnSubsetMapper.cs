namespace Microsoft.ML.Data;

/// <summary>Some columns of single rows.</summary>
internal sealed class ColumnSubsetMapper(DataViewSchema inputSchema, int[] indices) : IRowToRowMapper
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema { get; } = ColumnSubsetView.SchemaOf(inputSchema, indices);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        HashSet<int> needed = dependingColumns.Select(c => indices[c.Index]).ToHashSet();
        return inputSchema.Where(c => needed.Contains(c.Index));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new Row(this, input, indices);

    private sealed class Row(ColumnSubsetMapper mapper, DataViewRow input, int[] indices) : WrappingRow(input)
    {
        public override DataViewSchema Schema => mapper.OutputSchema;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Input.GetGetter<TValue>(Input.Schema[indices[column.Index]]);
    }
}
