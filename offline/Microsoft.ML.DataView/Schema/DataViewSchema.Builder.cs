using Microsoft.ML.Data;
using Microsoft.ML.Internal.DataView;

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed class Builder
    {
        private readonly List<DetachedColumn> _columns;

        public Builder() => _columns = [];

        public void AddColumn(string name, DataViewType type, Annotations annotations = null)
            => _columns.Add(new DetachedColumn(Check.Name(name, nameof(name)), type, annotations));

        public void AddColumns(IEnumerable<Column> source) => _columns.AddRange(source.Select(c => new DetachedColumn(c)));

        public void AddColumns(IEnumerable<DetachedColumn> source) => _columns.AddRange(source);

        public DataViewSchema ToSchema()
        {
            var lastByName = new Dictionary<string, int>();
            for (int i = 0; i < _columns.Count; i++)
                lastByName[_columns[i].Name] = i;
            Column[] columns = _columns
                .Select((c, i) => new Column(c.Name, i, lastByName[c.Name] != i, c.Type, c.Annotations))
                .ToArray();
            return new DataViewSchema(columns, lastByName);
        }
    }
}
