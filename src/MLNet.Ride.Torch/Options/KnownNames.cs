namespace MLNet.Ride.Torch.Options;

/// <summary>Names that the options have by default or give a meaning of their own; the registries on the floors above have all names.</summary>
internal static class KnownNames
{
    /// <summary>No policy, no mixing, no task.</summary>
    public const string None = "none";

    public const string RandAugment = "rand-augment";

    public const string JointClassifier = "joint";
    public const string WeightScaling = "lws";

    public const string InstanceBalanced = "instance-balanced";
    public const string ClassBalanced = "class-balanced";

    public const string Steps = "steps";
}
