namespace MLNet.Ride.Torch.Training;

/// <summary>The names of the stages of a run, in progress and in checkpoints; a stage's random numbers follow from its name.</summary>
internal static class StageNames
{
    /// <summary>A teacher is trained as the student would be, with its own number of experts.</summary>
    public const string Teacher = "teacher";

    /// <summary>A first network is trained, from which the soft labels come.</summary>
    public const string Features = "features";

    /// <summary>The first network gets the classifiers that give the soft labels.</summary>
    public const string SoftLabels = "soft-labels";

    /// <summary>The model of the run is trained.</summary>
    public const string Experts = "experts";

    /// <summary>The model of the run gets new classifiers.</summary>
    public const string Classifier = "classifier";

    /// <summary>The routers learn.</summary>
    public const string Routing = "routing";
}
