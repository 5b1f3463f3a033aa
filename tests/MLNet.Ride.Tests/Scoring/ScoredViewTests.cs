using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Scoring;

/// <summary>What ML.NET offers for views works on scored ones, and reads no more than it must.</summary>
public sealed class ScoredViewTests : IDisposable
{
    private const int BatchSize = 4;
    private readonly MLContext _ml = new(seed: 1);
    private readonly CountingView _input;
    private readonly RideTransformer _model;
    private readonly IDataView _scored;

    public ScoredViewTests()
    {
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(Row).ToList());
        _input = new CountingView(rows);
        _model = TinyRide.Transformer(_ml, BatchSize);
        _scored = _model.Transform(_input);
    }

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Cursors_that_take_turns_do_not_disturb_each_other()
    {
        float[][] expected = Scores(_scored);
        DataViewSchema.Column score = _scored.Schema["Score"];
        DataViewRowCursor[] cursors = [.. Enumerable.Range(0, 3).Select(_ => _scored.GetRowCursor([score]))];
        ValueGetter<VBuffer<float>>[] getters = [.. cursors.Select(c => c.GetGetter<VBuffer<float>>(score))];
        VBuffer<float> value = default;
        for (int step = 0; step < 40; step++)
        {
            // The first is at its end when the last begins its second batch.
            int turn = step < 20 ? 0 : 1 + (step % 2);
            Assert.True(cursors[turn].MoveNext());
            getters[turn](ref value);
            Assert.Equal(expected[cursors[turn].Position], value.DenseValues().ToArray());
        }

        Array.ForEach(cursors, c => c.Dispose());
    }

    [Fact]
    public void A_cursor_ends_at_an_image_that_cannot_be_read()
    {
        byte[][] images = [.. Enumerable.Range(0, 12).Select(i => i == 6 ? "damaged"u8.ToArray() : DrawnImages.Png(i % 3, i))];
        IDataView scored = _model.Transform(_ml.Data.LoadFromEnumerable(images.Select(image => new { Image = image })));
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Score"]]);
        ValueGetter<VBuffer<float>> score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        VBuffer<float> value = default;
        for (int row = 0; row < BatchSize; row++)
        {
            Assert.True(cursor.MoveNext());
        }

        Assert.Throws<InvalidDataException>(() => cursor.MoveNext());

        Assert.Equal(-1, cursor.Position);
        Assert.Throws<InvalidOperationException>(() => score(ref value));
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void A_set_of_cursors_covers_all_rows()
    {
        DataViewRowCursor[] cursors = _scored.GetRowCursorSet([_scored.Schema["ExpertsUsed"]], 4);
        long rows = 0;
        foreach (DataViewRowCursor cursor in cursors)
        {
            for (; cursor.MoveNext(); rows++)
            {
            }

            cursor.Dispose();
        }

        Assert.Equal(20, rows);
    }

    [Fact]
    public void Rows_are_shuffled_by_the_input_and_keep_their_scores()
    {
        IDataView scored = _model.Transform(_ml.Data.Cache(_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(Row).ToList())));
        Assert.True(scored.CanShuffle);
        Assert.False(_scored.CanShuffle);
        Dictionary<int, float[]> expected = ByNumber(scored);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema, new Random(3));
        ValueGetter<int> number = cursor.GetGetter<int>(scored.Schema["Number"]);
        ValueGetter<VBuffer<float>> score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        var order = new List<int>();
        int n = 0;
        VBuffer<float> value = default;
        while (cursor.MoveNext())
        {
            number(ref n);
            score(ref value);
            order.Add(n);
            Assert.Equal(expected[n], value.DenseValues().ToArray(), Near);
        }

        Assert.NotEqual(Enumerable.Range(0, 20), order);
        Assert.Equal(Enumerable.Range(0, 20), order.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ShuffleRows_changes_the_order_and_no_score(bool shuffleSource)
    {
        Dictionary<int, float[]> expected = ByNumber(_scored);
        IDataView shuffled = _ml.Data.ShuffleRows(_scored, seed: 2, shufflePoolSize: 8, shuffleSource);
        int[] order = [.. shuffled.GetColumn<int>("Number")];
        Assert.NotEqual(Enumerable.Range(0, 20), order);
        Assert.Equal(Enumerable.Range(0, 20), order.Order());
        Assert.All(ByNumber(shuffled), p => Assert.Equal(expected[p.Key], p.Value, Near));
    }

    [Fact]
    public void A_cache_scores_once()
    {
        IDataView cached = _ml.Data.Cache(_scored);
        float[][] expected = Scores(cached);
        Assert.Equal(20, _input.RowsRead);
        Assert.Equal(expected, Scores(cached));
        Assert.Equal(20, _input.RowsRead);
    }

    [Fact]
    public void Taking_and_skipping_rows_reads_a_batch_ahead_at_most()
    {
        Assert.Equal(2, Scores(_ml.Data.TakeRows(_scored, 2)).Length);
        Assert.Equal(BatchSize, _input.RowsRead);
        Assert.Equal(Scores(_scored)[18..], Scores(_ml.Data.SkipRows(_scored, 18)));
    }

    [Fact]
    public void Rows_are_filtered_by_what_was_predicted()
    {
        uint[] labels = [.. _scored.GetColumn<uint>("PredictedLabel")];
        Assert.InRange(labels.Count(label => label == 1), 1, 19);
        IDataView first = _ml.Data.FilterRowsByKeyColumnFraction(_scored, "PredictedLabel", 0, 1.0 / 3);
        Assert.Equal(Enumerable.Range(0, 20).Where(i => labels[i] == 1), first.GetColumn<int>("Number"));
        IDataView other = _ml.Data.FilterByCustomPredicate<KeyedPredictionRow>(_scored, p => p.PredictedLabel == 1);
        Assert.Equal(Enumerable.Range(0, 20).Where(i => labels[i] != 1), other.GetColumn<int>("Number"));
        Assert.Equal(20, _ml.Data.FilterRowsByMissingValues(_scored, "Score").GetColumn<int>("Number").Count());
    }

    [Fact]
    public void A_preview_shows_every_column_of_the_first_rows()
    {
        DataDebuggerPreview preview = _scored.Preview(maxRows: 3);
        Assert.Equal("5 columns, 3 rows", preview.ToString());
        Assert.Equal(BatchSize, _input.RowsRead);
        Assert.Equal(_scored.GetColumn<int>("ExpertsUsed").Take(3), preview.ColumnView[4].Values.Cast<int>());
    }

    [Fact]
    public void Scored_rows_are_saved_and_read_again_with_their_names()
    {
        using var stream = new MemoryStream();
        _ml.Data.SaveAsBinary(_scored, stream);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("scored.idv"), stream.ToArray());
        IDataView read = _ml.Data.LoadFromBinary(folder.File("scored.idv"));
        Assert.Equal(_scored.Schema.Select(c => $"{c.Name} {c.Type}"), read.Schema.Select(c => $"{c.Name} {c.Type}"));
        Assert.Equal(Scores(_scored), Scores(read));
        Assert.Equal(_scored.GetColumn<uint>("PredictedLabel"), read.GetColumn<uint>("PredictedLabel"));
        VBuffer<ReadOnlyMemory<char>> names = default;
        read.Schema["PredictedLabel"].GetKeyValues(ref names);
        Assert.Equal(PixelRow.Names, names.DenseValues().Select(v => v.ToString()));
    }

    private static NumberedRow Row(int number) => new() { Number = number, Image = DrawnImages.Planes(number % 3, number) };

    private static float[][] Scores(IDataView view) => [.. view.GetColumn<float[]>("Score")];

    private static Dictionary<int, float[]> ByNumber(IDataView view) => view.GetColumn<int>("Number").Zip(Scores(view)).ToDictionary(p => p.First, p => p.Second);

    private static bool Near(float a, float b) => MathF.Abs(a - b) < 1e-5f;

    private sealed class NumberedRow
    {
        public int Number { get; set; }

        [VectorType(3 * TinyRide.ImageSize * TinyRide.ImageSize)]
        public byte[] Image { get; set; } = [];
    }
}
