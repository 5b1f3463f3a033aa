using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Scoring;

public sealed class TransformerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_cost_follows_from_the_network_and_the_experts_asked()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView scored = model.Transform(_ml.Data.LoadFromEnumerable(PixelRow.Draw(2)));
        Assert.Equal(model.Cost.Macs, model.MeanMacs(scored));
        Assert.Equal(2, model.Cost.ExpertCount);
        Assert.Contains("The scored data has no column 'ExpertsUsed'", Assert.Throws<ArgumentException>(
            () => model.MeanMacs(_ml.Data.LoadFromEnumerable(PixelRow.Draw(2)))).Message);
    }

    [Fact]
    public void Output_columns_are_described_as_those_of_ML_NET_trainers()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        DataViewSchema schema = model.Transform(Rows(3)).Schema;

        Assert.Equal(new KeyDataViewType(typeof(uint), 3), schema["PredictedLabel"].Type);
        Assert.Equal(["red", "green", "blue"], Texts(schema["PredictedLabel"], "KeyValues"));
        Assert.Equal("PredictedLabel", Text(schema["PredictedLabel"], "ScoreValueKind"));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), schema["Score"].Type);
        Assert.Equal(["red", "green", "blue"], Texts(schema["Score"], "SlotNames"));
        Assert.Equal(["red", "green", "blue"], Texts(schema["Score"], "TrainingLabelValues"));
        Assert.Equal("Score", Text(schema["Score"], "ScoreValueKind"));
        Assert.Equal(NumberDataViewType.Int32, schema["ExpertsUsed"].Type);
        foreach (string column in new[] { "PredictedLabel", "Score" })
        {
            Assert.Equal("MulticlassClassification", Text(schema[column], "ScoreColumnKind"));
            Assert.Equal(1u, Set(schema[column]));
        }

        DataViewSchema twice = model.GetOutputSchema(schema);
        Assert.Equal(2u, Set(twice["Score"]));
    }

    [Fact]
    public void Scores_do_not_depend_on_the_batch_size_and_predictions_are_their_largest()
    {
        using RideTransformer batches = TinyRide.Transformer(_ml, batchSize: 4);
        using RideTransformer single = TinyRide.Transformer(_ml, batchSize: 1);
        IDataView scored = batches.Transform(Rows(10));
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        Assert.Equal(10, scores.Length);
        Assert.All(scores.Zip(single.Transform(Rows(10)).GetColumn<float[]>("Score")), p => Assert.Equal(p.First, p.Second, Near));
        Assert.Equal(scores.Select(s => (uint)Array.IndexOf(s, s.Max()) + 1), scored.GetColumn<uint>("PredictedLabel"));
        Assert.All(scored.GetColumn<int>("ExpertsUsed"), n => Assert.Equal(2, n));
        Assert.Equal(Rows(10).GetColumn<string>("Label"), scored.GetColumn<string>("Label"));
        Assert.Equal(10, scored.GetRowCount());
    }

    [Fact]
    public void Nothing_is_read_before_a_cursor_moves_and_only_what_is_needed_then()
    {
        var input = new CountingView(Rows(10));
        using RideTransformer model = TinyRide.Transformer(_ml, batchSize: 4);
        IDataView scored = model.Transform(input);
        DataViewSchema schema = scored.Schema;
        Assert.Equal(0, input.RowsRead);

        using (DataViewRowCursor cursor = scored.GetRowCursor([schema["Label"]]))
        {
            Assert.Equal(["Label"], input.Asked);
            Assert.True(cursor.IsColumnActive(schema["Label"]));
            Assert.False(cursor.IsColumnActive(schema["Score"]));
            Assert.Contains("not active", Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<VBuffer<float>>(schema["Score"])).Message);
        }

        using (DataViewRowCursor cursor = scored.GetRowCursor([schema["Score"], schema["Label"]]))
        {
            Assert.Equal(["Label", "Image"], input.Asked);
            Assert.True(cursor.MoveNext());
            Assert.Equal(4, input.RowsRead);
        }
    }

    [Fact]
    public void A_cursor_off_its_rows_refuses_to_give_values()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView scored = model.Transform(Rows(2));
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<uint> label = cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]);
        uint value = 0;
        Assert.Throws<InvalidOperationException>(() => label(ref value));
        Assert.Equal(-1, cursor.Position);
        Assert.True(cursor.MoveNext() && cursor.MoveNext());
        Assert.Equal(1, cursor.Position);
        label(ref value);
        Assert.False(cursor.MoveNext());
        Assert.Throws<InvalidOperationException>(() => label(ref value));
        Assert.Contains("not of", Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(scored.Schema["PredictedLabel"])).Message);
    }

    [Fact]
    public void Columns_handed_on_are_the_readers_own()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView rows = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 6).Select(i => new ImageObjectRow { Label = $"{i}", Image = DrawnImages.Image(i % 3, i) }));
        IDataView scored = model.Transform(rows);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<MLImage?> image = cursor.GetGetter<MLImage?>(scored.Schema["Image"]);
        ValueGetter<DataViewRowId> id = cursor.GetIdGetter();
        var ids = new HashSet<DataViewRowId>();
        for (int i = 0; cursor.MoveNext(); i++)
        {
            MLImage? first = null;
            MLImage? second = null;
            image(ref first);
            image(ref second);
            first!.Dispose();
            Assert.Equal(DrawnImages.Bgra(i % 3, i, TinyRide.ImageSize, TinyRide.ImageSize), second!.Pixels.ToArray());
            second.Dispose();
            DataViewRowId rowId = default;
            id(ref rowId);
            Assert.True(ids.Add(rowId));
        }

        Assert.Equal(6, ids.Count);
    }

    [Fact]
    public void Several_threads_score_at_once()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView scored = model.Transform(Rows(20));
        float[] expected = Scores(scored);
        float[][] results = new float[6][];
        Parallel.For(0, results.Length, i => results[i] = Scores(i % 2 == 0 ? scored : model.Transform(Rows(20))));
        Assert.All(results, r => Assert.Equal(expected, r, Near));
    }

    [Theory]
    [InlineData(-1000f, 1)]
    [InlineData(1000f, 2)]
    public void The_number_of_experts_is_that_of_the_routers(float bias, int expected)
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3, adapt: network =>
        {
            using IDisposable noGradient = TorchSharp.torch.no_grad();
            network.State()["backbone.expert_help_pred_fc.bias"].fill_(bias);
        });
        Assert.Equal(Enumerable.Repeat(expected, 8), model.Transform(Rows(8)).GetColumn<int>("ExpertsUsed"));
    }

    [Fact]
    public void A_prediction_engine_scores_as_the_view_does_and_may_leave_the_transformer_alive()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        PixelRow[] rows = [.. PixelRow.Draw(2)];
        float[][] expected = [.. model.Transform(_ml.Data.LoadFromEnumerable(rows)).GetColumn<float[]>("Score")];
        var options = new PredictionEngineOptions { OwnsTransformer = false };
        using (var engine = _ml.Model.CreatePredictionEngine<PixelRow, KeyedPredictionRow>(model, options))
        {
            for (int i = 0; i < rows.Length; i++)
            {
                KeyedPredictionRow prediction = engine.Predict(rows[i]);
                Assert.Equal(expected[i], prediction.Score, Near);
                Assert.Equal((uint)Array.IndexOf(expected[i], expected[i].Max()) + 1, prediction.PredictedLabel);
                Assert.Equal(2, prediction.ExpertsUsed);
            }
        }

        Assert.Equal(6, Scores(model.Transform(_ml.Data.LoadFromEnumerable(rows))).Length / 3);
        _ml.Model.CreatePredictionEngine<PixelRow, KeyedPredictionRow>(model).Dispose();
        Assert.Throws<ObjectDisposedException>(() => Scores(model.Transform(Rows(1))));
    }

    [Fact]
    public void Disposing_twice_is_allowed_and_frees_the_network()
    {
        RideTransformer model = TinyRide.Transformer(_ml);
        Assert.Equal(["red", "green", "blue"], model.ClassNames);
        Assert.Equal([120, 30, 5], model.TrainingCounts);
        Assert.Equal((3, "cpu"), (model.ClassCount, model.Device));
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Scores(model.Transform(Rows(1))));
        Assert.Throws<ObjectDisposedException>(() => _ml.Model.Save(model, null, new MemoryStream()));
    }

    [Fact]
    public void An_input_without_images_is_refused_before_rows_are_read()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        IDataView other = _ml.Data.LoadFromEnumerable([new { Label = "red" }]);
        Assert.Contains("no feature column 'Image'", Assert.Throws<ArgumentException>(() => model.Transform(other)).Message);
    }

    private IDataView Rows(int count) => _ml.Data.LoadFromEnumerable(PixelRow.Draw((count + 2) / 3).Take(count).ToList());

    private static bool Near(float a, float b) => MathF.Abs(a - b) < 1e-5f;

    private static float[] Scores(IDataView scored) => [.. scored.GetColumn<float[]>("Score").SelectMany(s => s)];

    private static IEnumerable<string> Texts(DataViewSchema.Column column, string kind)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        column.Annotations.GetValue(kind, ref values);
        return [.. values.DenseValues().Select(v => v.ToString())];
    }

    private static string Text(DataViewSchema.Column column, string kind)
    {
        ReadOnlyMemory<char> value = default;
        column.Annotations.GetValue(kind, ref value);
        return value.ToString();
    }

    private static uint Set(DataViewSchema.Column column)
    {
        uint value = 0;
        column.Annotations.GetValue("ScoreColumnSetId", ref value);
        return value;
    }
}
