namespace MLNet.Ride.Torch.Options;

/// <summary>Distillation: a network that is given or trained first, in RIDE one with more experts, teaches the experts of stage one.</summary>
/// <remarks>
/// Wang et al., ICLR 2021, section 3.3, and for <see cref="DistillationMethod.VirtualExamples"/> He, Wu and Wei, ICCV 2021. The teacher sees the very images, augmented as they are, that the student sees; it is frozen and in
/// evaluation mode, and all of its experts are asked. (The published trainer never switches its teacher to evaluation, so that its batch
/// norm goes by the batch and goes on changing; that is not followed.)
/// </remarks>
public sealed class DistillationOptions
{
    internal const double PublishedTemperature = 1.5;
    internal const double PublishedTemperatureOfVirtualExamples = 3;
    internal const double DefaultAlpha = 0.5;
    internal const double DefaultPower = 0.5;

    /// <summary>What the student learns from the teacher.</summary>
    /// <value>The default value is <see cref="DistillationMethod.SelfDistillation"/>.</value>
    public DistillationMethod Method { get; set; }

    /// <summary>
    /// Number of experts, 1 to 16, of a teacher that is trained first, in a stage <c>teacher</c> with the settings of stage one;
    /// self-distillation takes six, DiVE as many as the student has. <see langword="null"/> trains none.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? TeacherExperts { get; set; }

    /// <summary>
    /// Temperature T, above 0 and at most 100, that divides the logits of teacher and student; <see langword="null"/> takes the published one: 1.5
    /// for <see cref="DistillationMethod.SelfDistillation"/>, 3 for <see cref="DistillationMethod.VirtualExamples"/>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? Temperature { get; set; }

    /// <summary>
    /// Part α of the loss, 0 to 1, that comes from the teacher with <see cref="DistillationMethod.VirtualExamples"/>; the loss of stage one has the rest.
    /// </summary>
    /// <value>The default value is 0.5.</value>
    public double Alpha { get; set; } = DefaultAlpha;

    /// <summary>
    /// Power p, above 0 and at most 1, that flattens the teacher's predictions further with <see cref="DistillationMethod.VirtualExamples"/>; 1 leaves them.
    /// </summary>
    /// <value>The default value is 0.5.</value>
    public double Power { get; set; } = DefaultPower;

    /// <summary>
    /// Part of the epochs, 0 to 1, with linear warm-up of the student's learning rate, in the place of
    /// <see cref="OptimizerOptions.WarmUpFraction"/>; <see cref="OptimizerOptions.WarmUpEpochs"/> holds for teacher and student.
    /// </summary>
    /// <value>The default value is 0.1: 20 of 200 epochs, as published for CIFAR-100-LT.</value>
    /// <remarks>
    /// The published "warm-up" of distillation is one of the learning rate; the distillation term itself counts in full from the first step on.
    /// </remarks>
    public double WarmUpFraction { get; set; } = 0.1;

    internal double TemperatureOrPublished
        => Temperature ?? (Method == DistillationMethod.VirtualExamples ? PublishedTemperatureOfVirtualExamples : PublishedTemperature);

    internal int WarmUp(OptimizerOptions optimizer, int epochs)
    {
        OptimizerOptions student = optimizer.Copy();
        student.WarmUpFraction = WarmUpFraction;
        return student.WarmUp(epochs);
    }

    internal DistillationOptions Copy() => (DistillationOptions)MemberwiseClone();

    internal void Validate()
    {
        OptionCheck.InRange(TeacherExperts ?? 1, 1, 16, "Distillation.TeacherExperts");
        OptionCheck.Defined(Method, "Distillation.Method");
        OptionCheck.InRange(Temperature ?? 1, double.Epsilon, 100, "Distillation.Temperature");
        OptionCheck.InRange(WarmUpFraction, 0, 1, "Distillation.WarmUpFraction");
        OptionCheck.InRange(Alpha, 0, 1, "Distillation.Alpha");
        OptionCheck.InRange(Power, double.Epsilon, 1, "Distillation.Power");
        if (Method != DistillationMethod.VirtualExamples && (Alpha != DefaultAlpha || Power != DefaultPower))
        {
            throw new ArgumentException(
                "Distillation.Alpha and Distillation.Power are of virtual examples: set Distillation.Method = VirtualExamples, or leave them at 0.5.",
                "Distillation.Method");
        }
    }
}
