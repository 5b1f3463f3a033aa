namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the self-supervised tasks of the library, for <see cref="SelfSupervisionOptions.Task"/>.</summary>
public static class SelfSupervisedTasks
{
    /// <summary>Labels only.</summary>
    public const string None = "none";

    /// <summary>Predict whether an image is rotated by 0°, 90°, 180°, or 270°.</summary>
    public const string Rotation = "rotation";

    /// <summary>Momentum contrast: find the key of another view of the same image among many.</summary>
    public const string Contrastive = "contrastive";
}
