using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The columns asked for, as a flag for each column of the schema.</summary>
internal static class ActiveColumns
{
    public static bool[] Of(IEnumerable<DataViewSchema.Column> needed, DataViewSchema schema)
    {
        Contracts.CheckValue(needed, "columnsNeeded");
        var active = new bool[schema.Count];
        foreach (DataViewSchema.Column column in needed)
        {
            if (column.Index >= active.Length)
                throw Contracts.Except($"The requested column: {column} is not part of the sourceSchema");
            active[column.Index] = true;
        }

        return active;
    }
}

internal static class CursorErrors
{
    public const string NoCurrentRow = "Values cannot be fetched at this time. This method was called either before the first call to MoveNext, "
        + "or at any point after that method returned false.";
}
