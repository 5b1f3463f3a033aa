namespace MLNet.Ride;

/// <summary>What to do with image files that cannot be read.</summary>
public enum UnreadableImages
{
    /// <summary>Throw an exception that names them.</summary>
    Fail,

    /// <summary>Skip their rows and report them.</summary>
    Skip,
}
