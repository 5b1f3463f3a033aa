namespace MLNet.Ride.Torch.Training;

/// <summary>The names of the stages of a run in progress reports and checkpoints; they determine a stage's random numbers.</summary>
internal static class StageNames
{
    /// <summary>Trains the model of the run on a self-supervised task alone, before all other stages.</summary>
    public const string Pretraining = "pretraining";

    /// <summary>Trains a teacher like the student, with its own number of experts.</summary>
    public const string Teacher = "teacher";

    /// <summary>Trains a teacher of the classes with many images.</summary>
    public const string ManyShot = "many-shot";

    /// <summary>Trains a teacher of the classes with neither many nor few images.</summary>
    public const string MediumShot = "medium-shot";

    /// <summary>Trains a teacher of the classes with few images.</summary>
    public const string FewShot = "few-shot";

    /// <summary>Trains the network that translates images.</summary>
    public const string Translator = "translator";

    /// <summary>Trains a first network, which produces the soft labels.</summary>
    public const string Features = "features";

    /// <summary>Trains the first network's classifiers, which produce the soft labels.</summary>
    public const string SoftLabels = "soft-labels";

    /// <summary>Computes the features of a frozen backbone; nothing is trained.</summary>
    public const string FrozenFeatures = "frozen-features";

    /// <summary>Trains the classifiers alone on such features, before the model of the run.</summary>
    public const string Heads = "heads";

    /// <summary>Trains the model of the run.</summary>
    public const string Experts = "experts";

    /// <summary>Trains new classifiers for the model of the run.</summary>
    public const string Classifier = "classifier";

    /// <summary>Trains the routers.</summary>
    public const string Routing = "routing";

    /// <summary>Whether a stage trains the model of the run, rather than a network before it, or one without its classifiers.</summary>
    public static bool TrainsModel(string stage) => stage is Experts or Classifier or Routing;
}
