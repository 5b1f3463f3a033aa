using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the terms of the columns of a data set, or takes those of a given list.</summary>
internal sealed class TermsTrainer(IHost host, IDataView input, ValueToKeyMappingEstimator.ColumnOptions[] columns)
{
    public Terms[] Train(IDataView keyData)
    {
        using IChannel channel = host.Start("Training");
        DataViewSchema.Column[] sources = columns.Select(c => Find(c.InputColumnName)).ToArray();
        TermsBuilder[] builders = columns.Select((c, i) => TermsBuilder.Create(sources[i].Type, c.KeyOrdinality)).ToArray();
        if (keyData != null)
            CollectKeys(keyData, channel, builders);
        else
            Collect(sources, builders);
        for (int i = 0; i < builders.Length; i++)
        {
            if (builders[i].Count == 0)
                channel.Warning(keyData != null
                    ? "Map from the term data resulted in an empty map."
                    : $"Term map for output column '{columns[i].OutputColumnName}' contains no entries.");
        }

        return builders.Select(b => b.Finish()).ToArray();
    }

    private static void CollectKeys(IDataView keyData, IChannel channel, TermsBuilder[] builders)
    {
        DataViewSchema.Column column = keyData.Schema[0];
        foreach (TermsBuilder builder in builders)
        {
            if (!column.Type.Equals(builder.ItemType))
                throw channel.ExceptUserArg(nameof(keyData), $"Input data's column must be of type '{builder.ItemType}' but was '{column.Type}'");
            using DataViewRowCursor cursor = keyData.GetRowCursor([column]);
            Func<bool> take = builder.Bind(cursor, column, int.MaxValue);
            while (cursor.MoveNext() && take())
            {
            }
        }
    }

    private DataViewSchema.Column Find(string name)
    {
        DataViewSchema.Column column = input.Schema.GetColumnOrNull(name) ?? throw host.ExceptSchemaMismatch("inputSchema", "input", name);
        return column.Type.ItemTypeOf() is PrimitiveDataViewType
            ? column
            : throw host.ExceptSchemaMismatch("inputSchema", "input", name, "standard type or a vector of standard type", column.Type.ToString());
    }

    private void Collect(DataViewSchema.Column[] sources, TermsBuilder[] builders)
    {
        host.CheckUserArg(columns.All(c => c.MaximumNumberOfKeys > 0), "MaxNumTerms", "Must be positive");
        using DataViewRowCursor cursor = input.GetRowCursor(sources);
        List<Func<bool>> open = builders.Select((b, i) => b.Bind(cursor, sources[i], columns[i].MaximumNumberOfKeys)).ToList();
        while (open.Count > 0 && cursor.MoveNext())
            open.RemoveAll(take => !take());
    }
}
