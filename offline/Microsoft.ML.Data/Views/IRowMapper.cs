namespace Microsoft.ML.Data;

/// <summary>Computes new columns of a row from the others.</summary>
internal interface IRowMapper
{
    DataViewSchema.DetachedColumn[] GetOutputColumns();

    Func<int, bool> GetDependencies(Func<int, bool> activeOutput);

    /// <summary>A null getter for each output that is not active; the disposer, where there is one, frees what the getters hold.</summary>
    Delegate[] CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action disposer);
}
