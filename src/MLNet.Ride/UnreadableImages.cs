namespace MLNet.Ride;

/// <summary>What to do with image files that cannot be read.</summary>
public enum UnreadableImages
{
    /// <summary>End with an error that names them.</summary>
    Fail,

    /// <summary>Leave their rows out and report them.</summary>
    Skip,
}
