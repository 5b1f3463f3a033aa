using Microsoft.ML;
using Microsoft.ML.Data;
using Offline.MicrosoftML.Tests.Centroid;

namespace Offline.MicrosoftML.Tests;

public class PredictionEngineTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Disposing_an_engine_disposes_its_transformer()
    {
        CentroidTransformer transformer = Fit();

        _ml.Model.CreatePredictionEngine<Point, Output>(transformer).Dispose();

        Assert.True(transformer.IsDisposed);
    }

    [Fact]
    public void An_engine_that_does_not_own_its_transformer_leaves_it_alone()
    {
        CentroidTransformer transformer = Fit();

        _ml.Model.CreatePredictionEngine<Point, Output>(transformer, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();

        Assert.False(transformer.IsDisposed);
    }

    [Fact]
    public void Output_columns_that_are_missing_are_ignored_unless_told_otherwise()
    {
        CentroidTransformer transformer = Fit();

        Assert.Equal("as it was", _ml.Model.CreatePredictionEngine<Point, OutputWithMore>(transformer).Predict(new Point { Features = [0, 1] }).Absent);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Model.CreatePredictionEngine<Point, OutputWithMore>(transformer, ignoreMissingColumns: false));
    }

    [Fact]
    public void A_member_of_another_type_is_an_error()
        => Assert.Throws<InvalidOperationException>(() => _ml.Model.CreatePredictionEngine<Point, OutputOfAnotherType>(Fit()));

    [Fact]
    public void Rows_must_have_the_very_schema_of_the_mapper()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Point.Clusters());
        ITransformer copy = _ml.Transforms.CopyColumns("Copy", "Label").Fit(data);
        IRowToRowMapper mapper = copy.GetRowToRowMapper(data.Schema);
        using DataViewRowCursor same = data.GetRowCursor(data.Schema);
        using DataViewRowCursor equal = _ml.Data.LoadFromEnumerable(Point.Clusters()).GetRowCursor(data.Schema);

        Assert.Same(mapper.OutputSchema, mapper.GetRow(same, mapper.OutputSchema).Schema);
        Assert.Throws<InvalidOperationException>(() => mapper.GetRow(equal, mapper.OutputSchema));
    }

    [Fact]
    public void A_model_that_filters_rows_makes_no_engine()
        => Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Point, Output>(new NoRowMapper()));

    [Fact]
    public void A_prediction_object_can_be_used_again()
    {
        using PredictionEngine<Point, Output> engine = _ml.Model.CreatePredictionEngine<Point, Output>(Fit());
        var output = new Output();

        engine.Predict(new Point { Features = [0, 1] }, ref output);
        float[] first = output.Score;
        engine.Predict(new Point { Features = [4, 1] }, ref output);

        Assert.Equal(3u, output.PredictedLabel);
        Assert.Same(first, output.Score);
        Assert.Equal(["Label", "Features", "PredictedLabel", "Score"], engine.OutputSchema.Select(c => c.Name));
    }

    private CentroidTransformer Fit()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Point.Clusters());
        return new CentroidTrainer(_ml).Fit(_ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data));
    }

    private class Output
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    private sealed class OutputWithMore : Output
    {
        public string Absent { get; set; } = "as it was";
    }

    private sealed class OutputOfAnotherType
    {
        public string Score { get; set; } = "";
    }

    private sealed class NoRowMapper : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => input;

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
