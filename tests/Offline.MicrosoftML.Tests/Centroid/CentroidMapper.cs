using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests.Centroid;

/// <summary>Adds PredictedLabel and Score, annotated as the built-in trainers do.</summary>
internal sealed class CentroidMapper : IRowToRowMapper
{
    private readonly CentroidModel _model;

    public CentroidMapper(CentroidModel model, DataViewSchema inputSchema)
    {
        _model = model;
        InputSchema = inputSchema;
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(inputSchema);
        schema.AddColumn("PredictedLabel", new KeyDataViewType(typeof(uint), model.Labels.Length), Annotations("KeyValues"));
        schema.AddColumn("Score", new VectorDataViewType(NumberDataViewType.Single, model.Labels.Length), Annotations("SlotNames"));
        OutputSchema = schema.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        int[] wanted = dependingColumns.Select(c => c.Index).ToArray();
        bool scores = wanted.Any(i => i >= InputSchema.Count);
        return InputSchema.Where(c => wanted.Contains(c.Index) || scores && c.Name == "Features").ToArray();
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new CentroidRow(this, input);

    public Delegate Getter(DataViewRow input, int output)
    {
        ValueGetter<VBuffer<float>> features = input.GetGetter<VBuffer<float>>(input.Schema["Features"]);
        VBuffer<float> point = default;
        float[] Scores()
        {
            features(ref point);
            return _model.Score(point);
        }

        if (output == 1)
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => value = new VBuffer<float>(_model.Labels.Length, Scores()));
        return (ValueGetter<uint>)((ref uint value) =>
        {
            float[] scores = Scores();
            value = (uint)Array.IndexOf(scores, scores.Max()) + 1;
        });
    }

    private DataViewSchema.Annotations Annotations(string kind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        ReadOnlyMemory<char>[] names = _model.Labels.Select(l => l.AsMemory()).ToArray();
        builder.Add(kind, new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(names.Length, names));
        return builder.ToAnnotations();
    }
}
