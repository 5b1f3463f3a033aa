namespace MLNet.Ride.Resampling;

/// <summary>How many rows are drawn for an epoch.</summary>
public enum EpochLength
{
    /// <summary>As many as have a label.</summary>
    TrainingSet,

    /// <summary>The largest class's number times the number of classes, max n_c · C: class-balanced sampling then leaves no row out.</summary>
    LargestClass,
}
