using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>Distillation: a trained network, in RIDE one with more experts, teaches the experts of stage one.</summary>
/// <remarks>
/// Wang et al., ICLR 2021, section 3.3; <see cref="DistillationMethod.VirtualExamples"/>: He, Wu, and Wei, ICCV 2021;
/// <see cref="DistillationMethod.MultipleTeachers"/>: Xiang, Ding, and Han, ECCV 2020. The teacher sees the same
/// augmented images as the student. It is frozen, in evaluation mode, and uses all of its experts. (The published trainer leaves its teacher in training
/// mode, so that its batch norm uses batch statistics and keeps updating; MLNet.Ride does not reproduce this.)
/// </remarks>
public sealed class DistillationOptions
{
    internal const double PublishedTemperature = 1.5;
    internal const double PublishedTemperatureOfVirtualExamples = 3;
    internal const double PublishedTemperatureOfMultipleTeachers = 2;
    internal const double DefaultAlpha = 0.5;
    internal const double DefaultPower = 0.5;
    internal const double DefaultPaceThreshold = 0.3;

    /// <summary>What the student learns from the teacher.</summary>
    /// <value>The default value is <see cref="DistillationMethod.SelfDistillation"/>.</value>
    public DistillationMethod Method { get; set; }

    /// <summary>
    /// Number of experts, between 1 and 16, of a teacher that is trained first, in a stage <c>teacher</c> with the settings of stage one. RIDE's
    /// self-distillation uses 6, DiVE the number of the student; LFME trains three such teachers, with 1 expert each. <see langword="null"/> trains no teacher.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(1, RideOptions.LargestExpertCount)]
    public int? TeacherExperts { get; set; }

    /// <summary>
    /// Temperature T, above 0 and at most 100, that divides the logits of teacher and student; <see langword="null"/> for the published value: 1.5
    /// for <see cref="DistillationMethod.SelfDistillation"/>, 3 for <see cref="DistillationMethod.VirtualExamples"/>, 2 for
    /// <see cref="DistillationMethod.MultipleTeachers"/>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(0.0, 100, MinimumIsExclusive = true)]
    public double? Temperature { get; set; }

    /// <summary>
    /// Weight α of the teacher's loss with <see cref="DistillationMethod.VirtualExamples"/>, between 0 and 1; the loss of stage one has weight 1 − α.
    /// </summary>
    /// <value>The default value is 0.5.</value>
    [Range(0.0, 1)]
    public double Alpha { get; set; } = DefaultAlpha;

    /// <summary>
    /// Power p, above 0 and at most 1, that flattens the teacher's predictions with <see cref="DistillationMethod.VirtualExamples"/>; 1 leaves them unchanged.
    /// </summary>
    /// <value>The default value is 0.5.</value>
    [Range(0.0, 1, MinimumIsExclusive = true)]
    public double Power { get; set; } = DefaultPower;

    /// <summary>
    /// Fraction of a teacher's accuracy, at least 0 and below 1, up to which its weight is 1 with <see cref="DistillationMethod.MultipleTeachers"/>. Above it, the
    /// weight falls, to 0 where the student is as accurate.
    /// </summary>
    /// <value>The default value is 0.3, as in the published code.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double PaceThreshold { get; set; } = DefaultPaceThreshold;

    /// <summary>
    /// Fraction of the epochs, between 0 and 1, in which the student's learning rate warms up linearly, instead of
    /// <see cref="OptimizerOptions.WarmUpFraction"/>. <see cref="OptimizerOptions.WarmUpEpochs"/> applies to teacher and student.
    /// </summary>
    /// <value>The default value is 0.1: 20 of 200 epochs, as published for CIFAR-100-LT.</value>
    /// <remarks>
    /// The published "warm-up" of distillation concerns the learning rate; the distillation term has its full weight from the first step.
    /// </remarks>
    [Range(0.0, 1)]
    public double WarmUpFraction { get; set; } = 0.1;

    internal double TemperatureOrPublished
        => Temperature ?? Method switch
        {
            DistillationMethod.VirtualExamples => PublishedTemperatureOfVirtualExamples,
            DistillationMethod.MultipleTeachers => PublishedTemperatureOfMultipleTeachers,
            _ => PublishedTemperature,
        };

    internal int WarmUp(OptimizerOptions optimizer, int epochs)
    {
        OptimizerOptions student = optimizer.Copy();
        student.WarmUpFraction = WarmUpFraction;
        return student.WarmUp(epochs);
    }

    internal DistillationOptions Copy() => (DistillationOptions)MemberwiseClone();

    internal void CheckTogether()
    {
        if (Method != DistillationMethod.VirtualExamples && (Alpha != DefaultAlpha || Power != DefaultPower))
        {
            throw new ArgumentException(
                "Distillation.Alpha and Distillation.Power belong to virtual examples: set Distillation.Method = VirtualExamples, or leave them at 0.5.",
                "Distillation.Method");
        }

        if (Method != DistillationMethod.MultipleTeachers && PaceThreshold != DefaultPaceThreshold)
        {
            throw new ArgumentException(
                "Distillation.PaceThreshold belongs to multiple teachers: set Distillation.Method = MultipleTeachers, or leave it at 0.3.", "Distillation.Method");
        }
    }
}
