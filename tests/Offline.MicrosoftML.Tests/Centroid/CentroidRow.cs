using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests.Centroid;

internal sealed class CentroidRow(CentroidMapper mapper, DataViewRow input) : DataViewRow
{
    public override DataViewSchema Schema => mapper.OutputSchema;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => column.Index < mapper.InputSchema.Count
            ? input.GetGetter<TValue>(input.Schema[column.Index])
            : (ValueGetter<TValue>)mapper.Getter(input, column.Index - mapper.InputSchema.Count);
}
