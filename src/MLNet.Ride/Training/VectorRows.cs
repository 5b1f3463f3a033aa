using Microsoft.ML;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Vectors;

namespace MLNet.Ride.Training;

/// <summary>Reads the feature vectors of a view's rows into a set.</summary>
/// <param name="options">Settings.</param>
/// <param name="length">Length of the vectors.</param>
/// <param name="classCount">Number of classes.</param>
internal sealed class VectorRows(ReadingOptions options, int length, int classCount)
{
    /// <summary>Reads all rows with a label, and reports how many have none.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="classReader">
    /// Creates, for a cursor, a function that returns the class of the current row, or −1 if the label is missing.
    /// </param>
    /// <returns>The vectors; the caller disposes them.</returns>
    public LabeledImages Read(IDataView input, Func<DataViewRowCursor, Func<int>> classReader)
    {
        LabeledImages vectors = LabeledImages.OfVectors(length, classCount, options.MemoryBytes, options.TemporaryFolder);
        try
        {
            Read(input, classReader, vectors);
            return vectors;
        }
        catch
        {
            vectors.Dispose();
            throw;
        }
    }

    private void Read(IDataView input, Func<DataViewRowCursor, Func<int>> classReader, LabeledImages vectors)
    {
        var source = new VectorSource(input.Schema, options.Columns.Feature, length);
        long skipped = 0;
        using DataViewRowCursor cursor = input.GetRowCursor([.. input.Schema.Where(c => c.Name == options.Columns.Label && !c.IsHidden), .. source.Needed]);
        Func<int> nextClass = classReader(cursor);
        Func<VectorOfRow> nextVector = source.Reader(cursor);
        while (cursor.MoveNext())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            int index = nextClass();
            if (index < 0)
            {
                skipped++;
                continue;
            }

            vectors.AddVector(nextVector().Values, index);
        }

        LabelMap.ReportSkipped(skipped, options.Columns.Label, options.Warn);
    }
}
