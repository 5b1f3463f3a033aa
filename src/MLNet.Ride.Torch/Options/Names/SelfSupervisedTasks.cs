namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the self-supervised tasks of the library, for <see cref="SelfSupervisionOptions.Task"/>.</summary>
public static class SelfSupervisedTasks
{
    /// <summary>The labels alone.</summary>
    public const string None = "none";

    /// <summary>By which of 0°, 90°, 180°, and 270° an image is rotated.</summary>
    public const string Rotation = "rotation";

    /// <summary>Momentum contrast: which of many keys belongs to another view of the same image.</summary>
    public const string Contrastive = "contrastive";
}
