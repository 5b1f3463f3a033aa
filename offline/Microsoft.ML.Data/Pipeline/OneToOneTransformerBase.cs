using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    internal readonly (string outputColumnName, string inputColumnName)[] ColumnPairs;

    private protected OneToOneTransformerBase(IHost host, params (string outputColumnName, string inputColumnName)[] columns) : base(host)
    {
        host.CheckValue(columns, nameof(columns));
        var names = new HashSet<string>();
        foreach ((string output, string input) in columns)
        {
            host.CheckNonEmpty(input, nameof(columns));
            host.CheckNonEmpty(output, nameof(columns));
            Contracts.CheckParam(names.Add(output), nameof(columns), $"Name of the result column '{output}' specified multiple times");
        }

        ColumnPairs = columns;
    }

    private protected OneToOneTransformerBase(IHost host, ModelLoadContext ctx) : base(host)
    {
        ColumnPairs = new (string, string)[ctx.Reader.ReadInt32()];
        for (int i = 0; i < ColumnPairs.Length; i++)
            ColumnPairs[i] = (ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
    }

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach ((string output, string input) in ColumnPairs)
        {
            ctx.SaveNonEmptyString(output);
            ctx.SaveNonEmptyString(input);
        }
    }

    /// <summary>Throws where the input column has a type that the transformer cannot take.</summary>
    private protected virtual void CheckInputColumn(DataViewSchema inputSchema, int col, int srcCol)
    {
    }

    private protected abstract class OneToOneMapperBase : IRowMapper
    {
        private readonly DataViewSchema.Column[] _sources;
        private readonly Lazy<DataViewSchema.DetachedColumn[]> _outputs;

        protected OneToOneMapperBase(OneToOneTransformerBase parent, DataViewSchema inputSchema)
        {
            InputSchema = inputSchema;
            _sources = new DataViewSchema.Column[parent.ColumnPairs.Length];
            for (int i = 0; i < _sources.Length; i++)
            {
                string name = parent.ColumnPairs[i].inputColumnName;
                _sources[i] = inputSchema.GetColumnOrNull(name) ?? throw parent.Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
                parent.CheckInputColumn(inputSchema, i, _sources[i].Index);
            }

            _outputs = new Lazy<DataViewSchema.DetachedColumn[]>(GetOutputColumnsCore);
        }

        protected DataViewSchema InputSchema { get; }

        public DataViewSchema.DetachedColumn[] GetOutputColumns() => _outputs.Value;

        public Func<int, bool> GetDependencies(Func<int, bool> activeOutput)
        {
            HashSet<int> needed = _sources.Where((_, i) => activeOutput(i)).Select(c => c.Index).ToHashSet();
            return needed.Contains;
        }

        public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer)
        {
            Action all = null;
            var getters = new Delegate[_sources.Length];
            for (int i = 0; i < getters.Length; i++)
            {
                if (!activeOutput(i))
                    continue;
                getters[i] = MakeGetter(input, i, out Action one);
                all += one;
            }

            disposer = all;
            return getters;
        }

        protected DataViewSchema.Column Source(int i) => _sources[i];

        protected abstract DataViewSchema.DetachedColumn[] GetOutputColumnsCore();

        protected abstract Delegate MakeGetter(DataViewRow input, int i, out Action disposer);
    }
}
