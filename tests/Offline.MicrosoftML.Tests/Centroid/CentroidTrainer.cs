using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Offline.MicrosoftML.Tests.Centroid;

/// <summary>An estimator as an outside assembly writes it.</summary>
internal sealed class CentroidTrainer(IHostEnvironment env) : IEstimator<CentroidTransformer>
{
    public CentroidTransformer Fit(IDataView input)
    {
        DataViewSchema.Column label = input.Schema["Label"];
        DataViewSchema.Column features = input.Schema["Features"];
        int classes = (int)((KeyDataViewType)label.Type).Count;
        var sums = new float[classes][];
        var counts = new int[classes];
        using (DataViewRowCursor cursor = input.GetRowCursor([label, features]))
        {
            ValueGetter<uint> getLabel = cursor.GetGetter<uint>(label);
            ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
            uint key = 0;
            VBuffer<float> point = default;
            while (cursor.MoveNext())
            {
                getLabel(ref key);
                getFeatures(ref point);
                float[] sum = sums[key - 1] ??= new float[point.Length];
                counts[key - 1]++;
                foreach ((int slot, float value) in point.Items())
                    sum[slot] += value;
            }
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        label.GetKeyValues(ref names);
        float[][] means = sums.Select((s, k) => s.Select(v => v / counts[k]).ToArray()).ToArray();
        return new CentroidTransformer(env, new CentroidModel(names.DenseValues().Select(n => n.ToString()).ToArray(), means));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        if (!inputSchema.TryFindColumn("Label", out SchemaShape.Column label) || !label.IsKey)
            throw new ArgumentOutOfRangeException(nameof(inputSchema), "Label must be a key");
        Dictionary<string, SchemaShape.Column> columns = inputSchema.ToDictionary(c => c.Name);
        var keyValues = new SchemaShape.Column(AnnotationUtils.Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);
        columns["PredictedLabel"] = new SchemaShape.Column("PredictedLabel", SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.UInt32, true,
            new SchemaShape(AnnotationUtils.GetTrainerOutputAnnotation().Append(keyValues)));
        columns["Score"] = new SchemaShape.Column("Score", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false,
            new SchemaShape(AnnotationUtils.AnnotationsForMulticlassScoreColumn(label)));
        return new SchemaShape(columns.Values);
    }
}
