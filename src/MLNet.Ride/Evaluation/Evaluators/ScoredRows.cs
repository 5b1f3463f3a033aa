using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>A scored row.</summary>
/// <param name="Position">Position of the row, from 0.</param>
/// <param name="Label">Index of its class.</param>
/// <param name="Scores">C scores, valid until the next row is read.</param>
/// <param name="ExpertsUsed">Number of experts used, or 0 if the data does not contain it.</param>
internal readonly record struct ScoredRow(long Position, int Label, float[] Scores, int ExpertsUsed);

/// <summary>The labels and scores of scored data, validated to have the same classes.</summary>
internal sealed class ScoredRows
{
    private const string SlotNames = "SlotNames";

    private readonly IDataView _data;
    private readonly DataViewSchema.Column _label;
    private readonly DataViewSchema.Column _score;
    private readonly DataViewSchema.Column? _experts;
    private readonly DataViewSchema.Column? _source;

    /// <exception cref="ArgumentException">A column is missing or unsuitable; the message names it.</exception>
    public ScoredRows(IDataView data, LongTailedEvaluationOptions options)
    {
        _data = data;
        (_label, ClassCount) = LabelColumn.Find(data.Schema, options.LabelColumnName);
        ClassNames = ClassNames.Of(_label);
        _source = Source(data.Schema, _label.Name);
        _score = data.Schema.GetColumnOrNull(options.ScoreColumnName) ?? throw new ArgumentException(
            $"There is no score column '{options.ScoreColumnName}'. The columns are: {string.Join(", ", data.Schema.Select(c => c.Name).Distinct())}. "
            + "Pass the output of model.Transform.");
        _experts = data.Schema.GetColumnOrNull(options.ExpertsUsedColumnName);
        if (_experts is { } experts && experts.Type != NumberDataViewType.Int32)
        {
            throw new ArgumentException($"Column '{experts.Name}' is of type {experts.Type}, but must be an Int32, the number of experts used. Set ExpertsUsedColumnName.");
        }

        CheckScore();
        CheckPrediction(data.Schema.GetColumnOrNull(options.PredictedLabelColumnName));
    }

    public int ClassCount { get; }

    public ClassNames? ClassNames { get; }

    public string Label => _label.Name;

    public string Score => _score.Name;

    public string? Experts => _experts?.Name;

    /// <summary>Reads the rows whose class is known.</summary>
    /// <param name="others">Receives the name of an unknown class, or an empty string for a row without a label.</param>
    public IEnumerable<ScoredRow> Read(Action<string>? others = null)
    {
        using DataViewRowCursor cursor = _data.GetRowCursor([_label, _score, .. new[] { _experts, _source }.OfType<DataViewSchema.Column>()]);
        Func<string>? nextSource = _source is { } source ? ItemKind.Of(source.Type)!.Reader(cursor, source) : null;
        Func<ulong> nextLabel = LabelColumn.Reader(cursor, _label);
        ValueGetter<VBuffer<float>> nextScore = cursor.GetGetter<VBuffer<float>>(_score);
        ValueGetter<int>? nextExperts = _experts is null ? null : cursor.GetGetter<int>(_experts.Value);
        VBuffer<float> buffer = default;
        var scores = new float[ClassCount];
        int experts = 0;
        while (cursor.MoveNext())
        {
            int label = LabelColumn.Index(nextLabel(), ClassCount, _label.Name, cursor.Position + 1);
            if (label >= 0)
            {
                nextScore(ref buffer);
                buffer.CopyTo(scores);
                nextExperts?.Invoke(ref experts);
                yield return new ScoredRow(cursor.Position, label, scores, experts);
            }
            else
            {
                others?.Invoke(nextSource?.Invoke() ?? string.Empty);
            }
        }
    }

    // A pipeline keeps the label from before MapValueToKey as a hidden column of the same name.
    private static DataViewSchema.Column? Source(DataViewSchema schema, string label)
        => schema.Where(column => column.Name == label && column.IsHidden && ItemKind.Of(column.Type) is not null)
            .Select(column => (DataViewSchema.Column?)column).LastOrDefault();

    public ArgumentException NoRows()
        => new($"There are no rows to evaluate: the data is empty, or the label '{_label.Name}' is missing in every row.");

    private void CheckScore()
    {
        if (_score.Type is not VectorDataViewType { IsKnownSize: true } type || type.ItemType != NumberDataViewType.Single)
        {
            throw new ArgumentException($"Score column '{_score.Name}' is of type {_score.Type}, but must be a vector of Single of known size.");
        }

        if (type.Size != ClassCount)
        {
            throw new ArgumentException(
                $"Label '{_label.Name}' has {ClassCount} classes, but score '{_score.Name}' has {type.Size}. {UseTrainingKeys}");
        }

        if (ClassNames is { } names
            && _score.Annotations.Schema.GetColumnOrNull(SlotNames)?.Type is VectorDataViewType { ItemType: TextDataViewType }
            && !ItemKind.Of(TextDataViewType.Instance)!.Read(_score.Annotations, SlotNames).SequenceEqual(names.Texts))
        {
            throw new ArgumentException(
                $"The classes of label '{_label.Name}' differ from those of score '{_score.Name}', or are in another order. {UseTrainingKeys}");
        }
    }

    private void CheckPrediction(DataViewSchema.Column? prediction)
    {
        if (prediction is not { Type: KeyDataViewType } column)
        {
            return;
        }

        (_, int count) = LabelColumn.Find(_data.Schema, column.Name);
        if (count != ClassCount)
        {
            throw new ArgumentException(
                $"Label '{_label.Name}' has {ClassCount} classes, but predicted label '{column.Name}' has {count}. {UseTrainingKeys}");
        }

        if (ClassNames is { } names && ClassNames.Of(column) is { } predicted && !predicted.Texts.SequenceEqual(names.Texts))
        {
            throw new ArgumentException(
                $"The classes of label '{_label.Name}' differ from those of predicted label '{column.Name}', or are in another order. {UseTrainingKeys}");
        }
    }

    private static string UseTrainingKeys
        => "Map the labels with the keys of training: evaluate the output of the fitted pipeline that contains MapValueToKey.";
}
