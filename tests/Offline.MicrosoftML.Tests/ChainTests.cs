using Microsoft.ML;
using Microsoft.ML.Data;
using Offline.MicrosoftML.Tests.Centroid;

namespace Offline.MicrosoftML.Tests;

public class ChainTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Errors_of_the_schema_come_before_any_training()
    {
        bool fitted = false;
        var chain = _ml.Transforms.CopyColumns("Copy", "Label").WithOnFitDelegate(_ => fitted = true)
            .Append(_ml.Transforms.CopyColumns("Other", "Absent"));

        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(Points()));
        Assert.False(fitted);
    }

    [Fact]
    public void Steps_of_training_only_are_left_out_when_scoring()
    {
        var chain = new EstimatorChain<ITransformer>()
            .Append(_ml.Transforms.CopyColumns("Copy", "Label"), TransformerScope.Training)
            .Append(_ml.Transforms.CopyColumns("More", "Features"));

        TransformerChain<Microsoft.ML.Transforms.ColumnCopyingTransformer> model = chain.Fit(Points());

        Assert.Equal(["Label", "Features", "More"], model.Transform(Points()).Schema.Select(c => c.Name));
        Assert.Equal(["Label", "Features", "Copy", "More"], model.Transform(Points(), TransformerScope.Everything).Schema.Select(c => c.Name));
        Assert.Equal(2, model.Count());
    }

    [Fact]
    public void Training_may_see_other_rows_than_scoring()
    {
        var training = new List<int>();
        var chain = new EstimatorChain<ITransformer>().Append(new Halving(_ml)).Append(new Recorder(_ml, training));

        TransformerChain<Halved> model = chain.Fit(Points());

        Assert.Equal([6], training);
        Assert.Equal(12, model.Transform(Points()).GetColumn<string>("Label").Count());
    }

    [Fact]
    public void A_checkpoint_reads_what_came_before_once()
    {
        int reads = 0;
        IEnumerable<Point> Source()
        {
            reads++;
            foreach (Point point in Point.Clusters())
                yield return point;
        }

        _ml.Transforms.CopyColumns("Copy", "Label").AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.Conversion.MapValueToKey("Copy"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Label"))
            .Fit(_ml.Data.LoadFromEnumerable(Source()));

        Assert.Equal(2, reads);
    }

    [Fact]
    public void A_disposed_chain_disposes_its_transformers()
    {
        var chain = _ml.Transforms.Conversion.MapValueToKey("Label").Append(new CentroidTrainer(_ml)).Fit(Points());

        chain.Dispose();

        Assert.True(chain.LastTransformer.IsDisposed);
    }

    [Fact]
    public void Folds_are_trained_and_evaluated()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Point.Clusters(10));
        data = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        var results = _ml.MulticlassClassification.CrossValidate(data, new CentroidTrainer(_ml), numberOfFolds: 3);

        Assert.Equal([0, 1, 2], results.Select(r => r.Fold));
        Assert.All(results, r => Assert.Equal(1, r.Metrics.MicroAccuracy));
        Assert.Equal(30, results.Sum(r => r.ScoredHoldOutSet.GetColumn<uint>("PredictedLabel").Count()));
    }

    private IDataView Points() => _ml.Data.LoadFromEnumerable(Point.Clusters());

    /// <summary>Hands on every second row while a chain is trained.</summary>
    private sealed class Halving(MLContext ml) : IEstimator<Halved>
    {
        public Halved Fit(IDataView input) => new(ml);

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }

    private sealed class Recorder(MLContext ml, List<int> rows) : IEstimator<Halved>
    {
        public Halved Fit(IDataView input)
        {
            rows.Add(input.GetColumn<string>("Label").Count());
            return new Halved(ml);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }

    private sealed class Halved(MLContext ml) : ITransformerWithDifferentMappingAtTrainingTime
    {
        public bool IsRowToRowMapper => true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => input;

        public IDataView TransformForTrainingPipeline(IDataView input) => ml.Data.TakeRows(input, 6);

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
    }
}
