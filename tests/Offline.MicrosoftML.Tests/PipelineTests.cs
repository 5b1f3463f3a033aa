using Microsoft.ML;
using Microsoft.ML.Data;
using Offline.MicrosoftML.Tests.Centroid;

namespace Offline.MicrosoftML.Tests;

public class PipelineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void A_pipeline_is_fitted_evaluated_saved_loaded_and_used()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(Point.Clusters());
        TransformerChain<Microsoft.ML.Transforms.KeyToValueMappingTransformer> model = Pipeline().Fit(data);

        MulticlassClassificationMetrics metrics = _ml.MulticlassClassification.Evaluate(new TransformerChain<ITransformer>(model.SkipLast(1).ToArray()).Transform(data));
        Assert.Equal(1, metrics.MicroAccuracy);
        Assert.Equal(4, metrics.ConfusionMatrix.Counts[2][2]);

        using var archive = new MemoryStream();
        _ml.Model.Save(model, data.Schema, archive);
        archive.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(archive, out DataViewSchema schema);
        Assert.Equal("Label: String, Features: Vector<Single, 2>", string.Join(", ", schema));

        using PredictionEngine<Point, Scored> engine = _ml.Model.CreatePredictionEngine<Point, Scored>(loaded);
        Scored scored = engine.Predict(new Point { Features = [3.9f, 1f] });
        Assert.Equal("blue", scored.PredictedLabel);
        Assert.Equal(3, scored.Score.Length);
    }

    private EstimatorChain<Microsoft.ML.Transforms.KeyToValueMappingTransformer> Pipeline()
        => _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(new CentroidTrainer(_ml))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
}
