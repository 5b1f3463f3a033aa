using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public static class CustomMappingCatalog
{
    /// <summary>Drops the rows for which the predicate holds.</summary>
    public static IDataView FilterByCustomPredicate<TSrc>(this DataOperationsCatalog catalog, IDataView input, Func<TSrc, bool> filterPredicate)
        where TSrc : class, new()
    {
        IHostEnvironment env = catalog.GetEnvironment();
        env.CheckValue(input, nameof(input));
        var reader = new TypedReader<TSrc>(env, input.Schema, ignoreMissingColumns: false, definition: null);
        env.CheckValue(filterPredicate, nameof(filterPredicate));
        return new FilterView(env, input, canShuffle: true, reader.Sources.ToArray(), row =>
        {
            var source = new TSrc();
            Action<TSrc> fill = reader.Filler(row);
            return () =>
            {
                fill(source);
                return !filterPredicate(source);
            };
        });
    }
}
