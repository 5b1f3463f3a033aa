namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>Counts the examples of one class.</summary>
internal sealed class ClassTally(string name, int trainingCount)
{
    public string Name => name;

    public int TrainingCount => trainingCount;

    public long Examples { get; private set; }

    public long Correct { get; private set; }

    public long Predicted { get; private set; }

    public long ExpertsUsed { get; private set; }

    public double Macs { get; private set; }

    /// <summary>Sum of the largest scores of wrong classes.</summary>
    public double HardestNegatives { get; private set; }

    /// <summary>Examples by number of experts used.</summary>
    public Dictionary<int, long> ByExperts { get; } = [];

    public double Recall => (double)Correct / Examples;

    public double Precision => Predicted == 0 ? 0 : (double)Correct / Predicted;

    public double F1 => 2.0 * Correct / (Examples + Predicted);

    public void AddExample(bool correct, int expertsUsed, long macs, float hardestNegative)
    {
        Examples++;
        Correct += correct ? 1 : 0;
        ExpertsUsed += expertsUsed;
        Macs += macs;
        HardestNegatives += hardestNegative;
        ByExperts[expertsUsed] = ByExperts.GetValueOrDefault(expertsUsed) + 1;
    }

    public void AddPrediction() => Predicted++;

    public ClassMetrics Metrics(bool hasExperts)
        => Examples == 0
            ? new ClassMetrics(name, trainingCount, 0, Predicted, null, null, null, null)
            : new ClassMetrics(
                name, trainingCount, Examples, Predicted, Precision, Recall, F1, hasExperts ? (double)ExpertsUsed / Examples : null);
}
