using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal sealed class MulticlassEvaluator
{
    private readonly IHost _host;
    private readonly int _topK;

    public MulticlassEvaluator(IHostEnvironment env, int topK)
    {
        _host = env.Register("MultiClassClassifierEvaluator");
        _topK = topK;
    }

    public MulticlassClassificationMetrics Evaluate(IDataView data, string labelName, string scoreName, string predictedLabelName)
    {
        DataViewSchema.Column label = Find(data, "Label", labelName);
        DataViewSchema.Column score = Find(data, "Score", scoreName);
        Find(data, "PredictedLabel", predictedLabelName);
        if (score.Type is not VectorDataViewType { Size: >= 2 } vector || vector.ItemType != NumberDataViewType.Single)
            throw _host.ExceptSchemaMismatch("schema", "score", score.Name, "vector of two or more items of type Single", score.Type.ToString());
        if (label.Type != NumberDataViewType.Single && label.Type is not KeyDataViewType)
            throw _host.ExceptSchemaMismatch("schema", "label", label.Name, "Single or Key", label.Type.ToString());

        var counts = new MulticlassCounts(vector.Size, _topK);
        Count(data, label, score, counts);
        using IChannel channel = _host.Start("Evaluate");
        foreach (string warning in counts.Warnings())
            channel.Warning(MessageSensitivity.None, warning);
        return new MulticlassClassificationMetrics(counts, new ConfusionMatrix(_host, counts.Confusion, ClassNames(score, vector.Size)));
    }

    private static void Count(IDataView data, DataViewSchema.Column label, DataViewSchema.Column score, MulticlassCounts counts)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([label, score]);
        ValueGetter<float> getLabel = LabelGetter.Of(cursor, label);
        ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(score);
        float labelValue = 0;
        VBuffer<float> scoreValue = default;
        var scores = new float[counts.ClassCount];
        while (cursor.MoveNext())
        {
            getLabel(ref labelValue);
            if (!counts.TakesLabel(labelValue))
                continue;
            getScore(ref scoreValue);
            Contracts.Check(scoreValue.Length == scores.Length, "The score vector has another length than its type says");
            scoreValue.CopyTo(scores);
            counts.Add((int)labelValue, scores);
        }
    }

    private static string[] ClassNames(DataViewSchema.Column score, int count)
    {
        if (score.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.SlotNames)?.Type
            is not VectorDataViewType { IsKnownSize: true, ItemType: TextDataViewType })
            return Enumerable.Range(0, count).Select(i => i.ToString()).ToArray();
        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        return names.DenseValues().Select(n => n.ToString()).ToArray();
    }

    private static DataViewSchema.Column Find(IDataView data, string role, string name)
        => data.Schema.GetColumnOrNull(name) ?? throw Contracts.ExceptParam("schema", $"{name} column '{role}' not found");
}
