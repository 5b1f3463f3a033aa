using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal sealed class CompositeRowToRowMapper : IRowToRowMapper
{
    private readonly IRowToRowMapper[] _mappers;

    public CompositeRowToRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        _mappers = mappers;
        InputSchema = inputSchema;
        OutputSchema = mappers.Length > 0 ? mappers[^1].OutputSchema : inputSchema;
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        for (int i = _mappers.Length - 1; i >= 0; i--)
            dependingColumns = _mappers[i].GetDependencies(dependingColumns);
        return dependingColumns;
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.CheckValue(activeColumns, nameof(activeColumns));
        Contracts.CheckParam(input.Schema == InputSchema, nameof(input), "Schema did not match original schema");
        var needed = new IEnumerable<DataViewSchema.Column>[_mappers.Length];
        bool[] active = ActiveColumns.Of(activeColumns, OutputSchema);
        IEnumerable<DataViewSchema.Column> columns = OutputSchema.Where(c => active[c.Index]).ToArray();
        for (int i = _mappers.Length - 1; i >= 0; i--)
        {
            needed[i] = columns;
            columns = _mappers[i].GetDependencies(columns);
        }

        foreach (DataViewSchema.Column column in _mappers.Length == 0 ? columns : [])
            Contracts.CheckParam(input.IsColumnActive(column), nameof(input), $"Mapper required column '{column.Name}' active but it was not.");
        DataViewRow row = input;
        for (int i = 0; i < _mappers.Length; i++)
            row = _mappers[i].GetRow(row, needed[i]);
        return row;
    }
}
