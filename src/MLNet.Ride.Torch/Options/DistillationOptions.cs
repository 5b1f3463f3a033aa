using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Models;

namespace MLNet.Ride.Torch.Options;

/// <summary>Distillation: a network that is given or trained first, in RIDE one with more experts, teaches the experts of stage one.</summary>
/// <remarks>
/// Wang et al., ICLR 2021, section 3.3, and for <see cref="DistillationMethod.VirtualExamples"/> He, Wu and Wei, ICCV 2021. The teacher sees the very images, augmented as they are, that the student sees; it is frozen and in
/// evaluation mode, and all of its experts are asked. (The published trainer never switches its teacher to evaluation, so that its batch
/// norm goes by the batch and goes on changing; that is not followed.)
/// </remarks>
public sealed class DistillationOptions
{
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
    /// A trained teacher of the same classes in the same order and the same image size, or <see langword="null"/>; it is copied when training
    /// begins and stays as it is. It sees images with its own normalisation. It is no part of saved settings.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [JsonIgnore]
    public RideModel? Teacher { get; set; }

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
    public double Alpha { get; set; } = VirtualExampleLoss.DefaultAlpha;

    /// <summary>
    /// Power p, above 0 and at most 1, that flattens the teacher's predictions further with <see cref="DistillationMethod.VirtualExamples"/>; 1 leaves them.
    /// </summary>
    /// <value>The default value is 0.5.</value>
    public double Power { get; set; } = VirtualExampleLoss.DefaultPower;

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
        => Temperature ?? (Method == DistillationMethod.VirtualExamples ? VirtualExampleLoss.DefaultTemperature : DistillationLoss.DefaultTemperature);

    internal bool HasTeacher => Teacher is not null || TeacherExperts is not null;

    internal int WarmUp(OptimizerOptions optimizer, int epochs)
    {
        OptimizerOptions student = optimizer.Copy();
        student.WarmUpFraction = WarmUpFraction;
        return student.WarmUp(epochs);
    }

    internal DistillationOptions Copy() => (DistillationOptions)MemberwiseClone();

    internal void Validate(int imageSize, bool hasTeacher)
    {
        OptionCheck.InRange(TeacherExperts ?? 1, 1, 16, "Distillation.TeacherExperts");
        OptionCheck.Defined(Method, "Distillation.Method");
        OptionCheck.InRange(Temperature ?? 1, double.Epsilon, 100, "Distillation.Temperature");
        OptionCheck.InRange(WarmUpFraction, 0, 1, "Distillation.WarmUpFraction");
        OptionCheck.InRange(Alpha, 0, 1, "Distillation.Alpha");
        OptionCheck.InRange(Power, double.Epsilon, 1, "Distillation.Power");
        if (Teacher is not null && TeacherExperts is not null)
        {
            throw new ArgumentException(
                "There are two teachers, Distillation.Teacher and one with Distillation.TeacherExperts that would be trained: set one of them to null.",
                "Distillation.TeacherExperts");
        }

        if (!hasTeacher && (Temperature is not null || Method != DistillationMethod.SelfDistillation))
        {
            throw new ArgumentException(
                $"Distillation.{(Temperature is null ? nameof(Method) : nameof(Temperature))} is set, but there is no teacher: "
                + "set Distillation.TeacherExperts (six for RIDE, one for DiVE's plain network) to train one, or give one.",
                "Distillation.TeacherExperts");
        }

        if (Method != DistillationMethod.VirtualExamples && (Alpha != VirtualExampleLoss.DefaultAlpha || Power != VirtualExampleLoss.DefaultPower))
        {
            throw new ArgumentException(
                "Distillation.Alpha and Distillation.Power are of virtual examples: set Distillation.Method = VirtualExamples, or leave them at 0.5.",
                "Distillation.Method");
        }

        if (Teacher is { } teacher && teacher.Description.ImageSize != imageSize)
        {
            int size = teacher.Description.ImageSize;
            throw new ArgumentException(
                $"The teacher was trained on images of {size}×{size} pixels, but ImageSize is {imageSize}: set ImageSize = {size} "
                + "or take a teacher of this size.",
                "Distillation.Teacher");
        }
    }
}
