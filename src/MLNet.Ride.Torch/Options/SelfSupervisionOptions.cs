namespace MLNet.Ride.Torch.Options;

/// <summary>
/// A task whose answer the images themselves give, learned in stage one beside the labels: L + w·L_self. It makes features that do not depend on
/// the labels' frequencies alone. All experts learn it together, from the mean of their features.
/// </summary>
/// <remarks>Li, Wang, Wu, "Self Supervision to Distillation for Long-Tailed Visual Recognition", ICCV 2021, section 3.2.</remarks>
public sealed class SelfSupervisionOptions
{
    /// <summary>Name of the task, one of <see cref="SelfSupervisedTasks"/> or one that you added; with <c>none</c> the other settings must be left at their defaults.</summary>
    /// <value>The default value is <c>none</c>.</value>
    /// <remarks>
    /// <c>rotation</c> shows the network each image in four rotations, <c>contrastive</c> a second random change of each image to a second
    /// network: a step takes about four times as long, or a third longer, than without one.
    /// </remarks>
    public string Task { get; set; } = SelfSupervisedTasks.None;

    /// <summary>Weight w of the task, above 0.</summary>
    /// <value>The default value is 1, as published.</value>
    public double Weight { get; set; } = 1;

    /// <summary>Temperature τ of the task <c>contrastive</c>, 0.001 to 100.</summary>
    /// <value>The default value is 0.2, as published.</value>
    public double Temperature { get; set; } = 0.2;

    /// <summary>
    /// Number K of keys that the task <c>contrastive</c> compares with, 1 to 16,777,216; <see langword="null"/> takes as many as
    /// there are training images, in whole batches.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: 115,712 of 115,846 for ImageNet-LT in batches of 256, as published.</value>
    public int? QueueLength { get; set; }

    /// <summary>Momentum m of the encoder of keys in the task <c>contrastive</c>, 0 to 1: θ_k ← m·θ_k + (1 − m)·θ_q after each step.</summary>
    /// <value>The default value is 0.999, as published.</value>
    public double Momentum { get; set; } = 0.999;

    /// <summary>Length D of the vectors that the task <c>contrastive</c> compares, 1 to 4,096.</summary>
    /// <value>The default value is 128, as published.</value>
    public int Dimension { get; set; } = 128;

    /// <summary>
    /// Whether the task <c>contrastive</c> leaves out the keys of images of the same class, as the published code does; the paper's formula
    /// keeps them.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool LeaveOutOwnClass { get; set; } = true;

    internal int QueueLengthFor(int imageCount, int batchSize)
        => QueueLength ?? (imageCount < batchSize ? imageCount : imageCount / batchSize * batchSize);

    internal SelfSupervisionOptions Copy() => (SelfSupervisionOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionCheck.InRange(Weight, double.Epsilon, 1000, "SelfSupervision.Weight");
        OptionCheck.InRange(Temperature, 0.001, 100, "SelfSupervision.Temperature");
        OptionCheck.InRange(QueueLength ?? 1, 1, 1 << 24, "SelfSupervision.QueueLength");
        OptionCheck.InRange(Momentum, 0, 1, "SelfSupervision.Momentum");
        OptionCheck.InRange(Dimension, 1, 4096, "SelfSupervision.Dimension");
    }
}
