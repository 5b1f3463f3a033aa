using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Schema;

namespace MLNet.Ride.Evaluation;

/// <summary>Reads scored data and sums them up by class and by bucket of training frequency.</summary>
internal sealed class LongTailedEvaluator
{
    private readonly IDataView _scored;
    private readonly DataViewSchema.Column _label;
    private readonly DataViewSchema.Column _score;
    private readonly DataViewSchema.Column? _experts;

    public LongTailedEvaluator(IDataView scored, string labelColumnName, string scoreColumnName, string expertsUsedColumnName)
    {
        _scored = scored;
        (_label, ClassCount) = LabelColumn.Find(scored.Schema, labelColumnName);
        ClassNames = ClassNames.Of(_label);
        _score = scored.Schema.GetColumnOrNull(scoreColumnName) ?? throw new ArgumentException(
            $"There is no score column '{scoreColumnName}'. The columns are: {string.Join(", ", scored.Schema.Select(c => c.Name).Distinct())}. "
            + "Give the output of model.Transform.");
        _experts = scored.Schema.GetColumnOrNull(expertsUsedColumnName) is { } experts && experts.Type == NumberDataViewType.Int32 ? experts : null;
        CheckScore();
    }

    public int ClassCount { get; }

    public ClassNames? ClassNames { get; }

    public LongTailedMetrics Evaluate(IReadOnlyList<int> trainingCounts, int mediumLeast, int mediumMost)
    {
        if (trainingCounts.Count != ClassCount)
        {
            throw new ArgumentException(
                $"There are {trainingCounts.Count} training counts, but the label '{_label.Name}' has {ClassCount} classes. Give one count per class, in key order.");
        }

        ClassTally[] tallies = [.. trainingCounts.Select((n, c) => new ClassTally(Schema.ClassNames.Name(ClassNames, c), n))];
        Count(tallies);
        ClassTally[] seen = [.. tallies.Where(t => t.Examples > 0)];
        if (seen.Length == 0)
        {
            throw new ArgumentException($"There are no rows to evaluate: the data are empty, or label '{_label.Name}' is missing in every row.");
        }

        return new LongTailedMetrics
        {
            Overall = Bucket(seen, (double)seen.Sum(t => t.Correct) / seen.Sum(t => t.Examples)),
            Many = Bucket([.. seen.Where(t => t.TrainingCount > mediumMost)]),
            Medium = Bucket([.. seen.Where(t => t.TrainingCount >= mediumLeast && t.TrainingCount <= mediumMost)]),
            Few = Bucket([.. seen.Where(t => t.TrainingCount < mediumLeast)]),
            Classes = [.. tallies.Select(t => t.Metrics(_experts is not null))],
            MediumLeast = mediumLeast,
            MediumMost = mediumMost,
        };
    }

    private void Count(ClassTally[] tallies)
    {
        using DataViewRowCursor cursor = _scored.GetRowCursor(_experts is null ? [_label, _score] : [_label, _score, _experts.Value]);
        Func<ulong> nextLabel = LabelColumn.Reader(cursor, _label);
        ValueGetter<VBuffer<float>> nextScore = cursor.GetGetter<VBuffer<float>>(_score);
        ValueGetter<int>? nextExperts = _experts is null ? null : cursor.GetGetter<int>(_experts.Value);
        VBuffer<float> score = default;
        var probabilities = new float[ClassCount];
        int experts = 0;
        while (cursor.MoveNext())
        {
            int label = LabelColumn.Index(nextLabel(), ClassCount, _label.Name, cursor.Position + 1);
            if (label >= 0)
            {
                nextScore(ref score);
                score.CopyTo(probabilities);
                nextExperts?.Invoke(ref experts);
                tallies[label].Add(Best(probabilities) == label, experts);
            }
        }
    }

    private void CheckScore()
    {
        if (_score.Type is not VectorDataViewType { IsKnownSize: true } type || type.ItemType != NumberDataViewType.Single)
        {
            throw new ArgumentException($"Score column '{_score.Name}' is of type {_score.Type}, but must be a vector of singles of known size.");
        }

        if (type.Size != ClassCount)
        {
            throw new ArgumentException(
                $"Label '{_label.Name}' has {ClassCount} classes, but score '{_score.Name}' has {type.Size}. "
                + "Map the labels with the keys of training: evaluate the output of the fitted pipeline that holds MapValueToKey.");
        }

        if (ClassNames is { } names
            && _score.Annotations.Schema.GetColumnOrNull("SlotNames")?.Type is VectorDataViewType { ItemType: TextDataViewType }
            && !ItemKind.Of(TextDataViewType.Instance)!.Read(_score.Annotations, "SlotNames").SequenceEqual(names.Texts))
        {
            throw new ArgumentException(
                $"The classes of label '{_label.Name}' are not those of score '{_score.Name}', or are in another order. "
                + "Map the labels with the keys of training: evaluate the output of the fitted pipeline that holds MapValueToKey.");
        }
    }

    // The first of equal scores wins, and no class does where a score is not a number.
    private static int Best(float[] score)
    {
        int best = 0;
        for (int c = 0; c < score.Length; c++)
        {
            if (float.IsNaN(score[c]))
            {
                return -1;
            }

            best = score[c] > score[best] ? c : best;
        }

        return best;
    }

    private BucketMetrics? Bucket(ClassTally[] classes) => classes.Length == 0 ? null : Bucket(classes, classes.Average(t => t.Recall));

    private BucketMetrics Bucket(ClassTally[] classes, double accuracy)
    {
        long examples = classes.Sum(t => t.Examples);
        double? experts = _experts is null ? null : (double)classes.Sum(t => t.ExpertsUsed) / examples;
        return new BucketMetrics(accuracy, classes.Length, examples, experts);
    }
}
