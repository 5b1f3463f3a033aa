namespace Microsoft.ML.Data;

/// <summary>Where the columns of an output come from: a new column goes after the last one of its name, else to the end.</summary>
internal sealed class ColumnBindings
{
    private readonly int[] _sources;

    public ColumnBindings(DataViewSchema input, DataViewSchema.DetachedColumn[] added)
    {
        Input = input;
        // An input column is its index, an added one the complement of its index.
        List<int> sources = Enumerable.Range(0, input.Count).ToList();
        string NameOf(int source) => source >= 0 ? input[source].Name : added[~source].Name;
        for (int i = 0; i < added.Length; i++)
        {
            int last = sources.FindLastIndex(s => NameOf(s) == added[i].Name);
            sources.Insert(last >= 0 ? last + 1 : sources.Count, ~i);
        }

        _sources = sources.ToArray();
        AddedIndices = new int[added.Length];
        var builder = new DataViewSchema.Builder();
        for (int i = 0; i < _sources.Length; i++)
        {
            int source = _sources[i];
            if (source < 0)
                AddedIndices[~source] = i;
            builder.AddColumns([source >= 0 ? new DataViewSchema.DetachedColumn(input[source]) : added[~source]]);
        }

        Schema = builder.ToSchema();
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Schema { get; }

    /// <summary>The position of each added column in the output.</summary>
    public int[] AddedIndices { get; }

    public int Map(int column, out bool isInput)
    {
        int source = _sources[column];
        isInput = source >= 0;
        return isInput ? source : ~source;
    }

    /// <summary>The input columns that are handed on.</summary>
    public bool[] ActiveInput(bool[] active)
    {
        var input = new bool[Input.Count];
        for (int i = 0; i < active.Length; i++)
        {
            if (active[i] && _sources[i] >= 0)
                input[_sources[i]] = true;
        }

        return input;
    }
}
