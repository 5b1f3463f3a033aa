namespace MLNet.Ride.Evaluation;

/// <summary>Where classes with many, a medium number of and few training images part.</summary>
internal readonly record struct FrequencyBuckets(int MediumLeast, int MediumMost)
{
    public bool IsMany(int trainingCount) => trainingCount > MediumMost;

    public bool IsMedium(int trainingCount) => trainingCount >= MediumLeast && trainingCount <= MediumMost;

    public bool IsFew(int trainingCount) => trainingCount < MediumLeast;
}
