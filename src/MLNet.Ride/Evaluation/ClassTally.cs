namespace MLNet.Ride.Evaluation;

/// <summary>Counts the examples of one class.</summary>
internal sealed class ClassTally(string name, int trainingCount)
{
    public int TrainingCount => trainingCount;

    public long Examples { get; private set; }

    public long Correct { get; private set; }

    public long ExpertsUsed { get; private set; }

    public void Add(bool correct, int expertsUsed)
    {
        Examples++;
        Correct += correct ? 1 : 0;
        ExpertsUsed += expertsUsed;
    }

    public double Recall => (double)Correct / Examples;

    public ClassMetrics Metrics(bool hasExperts)
        => Examples == 0
            ? new ClassMetrics(name, trainingCount, 0, null, null)
            : new ClassMetrics(name, trainingCount, Examples, Recall, hasExperts ? (double)ExpertsUsed / Examples : null);
}
