using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>
/// A self-supervised task that stage one learns together with the labels, L + w·L_self, or that the network learns before it (<see cref="PretrainingEpochs"/>). Its features depend less on the label distribution. All experts
/// learn the task together, from the mean of their features.
/// </summary>
/// <remarks>Li, Wang, Wu, "Self Supervision to Distillation for Long-Tailed Visual Recognition", ICCV 2021, section 3.2.</remarks>
public sealed class SelfSupervisionOptions
{
    /// <summary>Name of the task: one of <see cref="SelfSupervisedTasks"/>, or one that you added. With <c>none</c>, leave the other settings at their defaults.</summary>
    /// <value>The default value is <c>none</c>.</value>
    /// <remarks>
    /// <c>rotation</c> shows each image in four rotations, and a step takes about four times as long. <c>contrastive</c> passes a second augmentation of
    /// each image through a momentum encoder, and a step takes about a third longer.
    /// </remarks>
    public string Task { get; set; } = SelfSupervisedTasks.None;

    /// <summary>
    /// Number of epochs, at least 0, in which the network learns the task alone, without labels, before all other stages (self-supervised pre-training, SSP); stage one
    /// then learns the labels alone, by any method. 0 to learn both together.
    /// </summary>
    /// <value>The default value is 0. Published: as many as stage one has, with <c>rotation</c> for small images.</value>
    /// <remarks>Yang and Xu, "Rethinking the Value of Labels for Improving Class-Imbalanced Learning", NeurIPS 2020.</remarks>
    [Range(0, int.MaxValue)]
    public int PretrainingEpochs { get; set; }

    /// <summary>Weight w of the task, above 0 and at most 1000.</summary>
    /// <value>The default value is 1, as published.</value>
    [Range(0.0, 1000, MinimumIsExclusive = true)]
    public double Weight { get; set; } = 1;

    /// <summary>Temperature τ of the task <c>contrastive</c>, between 0.001 and 100.</summary>
    /// <value>The default value is 0.2, as published.</value>
    [Range(0.001, 100)]
    public double Temperature { get; set; } = 0.2;

    /// <summary>
    /// Number K of keys in the queue of the task <c>contrastive</c>, between 1 and 16777216; <see langword="null"/> for the number of training images,
    /// rounded down to whole batches.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: 115,712 of 115,846 for ImageNet-LT in batches of 256, as published.</value>
    [Range(1, 1 << 24)]
    public int? QueueLength { get; set; }

    /// <summary>Momentum m of the key encoder in the task <c>contrastive</c>, between 0 and 1: θ_k ← m·θ_k + (1 − m)·θ_q after each step.</summary>
    /// <value>The default value is 0.999, as published.</value>
    [Range(0.0, 1)]
    public double Momentum { get; set; } = 0.999;

    /// <summary>Length D of the vectors that the task <c>contrastive</c> compares, between 1 and 4096.</summary>
    /// <value>The default value is 128, as published.</value>
    [Range(1, 4096)]
    public int Dimension { get; set; } = 128;

    /// <summary>
    /// Whether the task <c>contrastive</c> excludes keys of images of the same class, as the published code does; the paper's formula keeps them, and so does pre-training, which uses no labels.
    /// </summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool ExcludeSameClass { get; set; } = true;

    internal int QueueLengthFor(int imageCount, int batchSize)
        => QueueLength ?? (imageCount < batchSize ? imageCount : imageCount / batchSize * batchSize);

    internal SelfSupervisionOptions Copy() => (SelfSupervisionOptions)MemberwiseClone();
}
