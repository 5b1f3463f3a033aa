using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Distillation;
using MLNet.Ride.Torch.Networks;

namespace MLNet.Ride.Torch;

/// <summary>Self-distillation: a network with more experts, given or trained first, teaches the experts of stage one.</summary>
/// <remarks>
/// Wang et al., ICLR 2021, section 3.3. The teacher sees the very images, augmented as they are, that the student sees; it is frozen and in
/// evaluation mode, and all of its experts are asked. (The published trainer never switches its teacher to evaluation, so that its batch
/// norm goes by the batch and goes on changing; that is not followed.)
/// </remarks>
public sealed class DistillationOptions
{
    /// <summary>
    /// Number of experts, 1 to 16, of a teacher that is trained first, in a stage <c>teacher</c> with the settings of stage one;
    /// the paper takes six. <see langword="null"/> trains none.
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

    /// <summary>Temperature T, above 0 and at most 100, that divides the logits of teacher and student.</summary>
    /// <value>The default value is 1.5.</value>
    public double Temperature { get; set; } = DistillationLoss.DefaultTemperature;

    /// <summary>
    /// Part of the epochs, 0 to 1, with linear warm-up of the student's learning rate, in the place of
    /// <see cref="OptimizerOptions.WarmUpFraction"/>; <see cref="OptimizerOptions.WarmUpEpochs"/> holds for teacher and student.
    /// </summary>
    /// <value>The default value is 0.1: 20 of 200 epochs, as published for CIFAR-100-LT.</value>
    /// <remarks>
    /// The published "warm-up" of distillation is one of the learning rate; the distillation term itself counts in full from the first step on.
    /// </remarks>
    public double WarmUpFraction { get; set; } = 0.1;

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
        OptionCheck.InRange(Temperature, double.Epsilon, 100, "Distillation.Temperature");
        OptionCheck.InRange(WarmUpFraction, 0, 1, "Distillation.WarmUpFraction");
        if (Teacher is not null && TeacherExperts is not null)
        {
            throw new ArgumentException(
                "There are two teachers, Distillation.Teacher and one with Distillation.TeacherExperts that would be trained: set one of them to null.",
                "Distillation.TeacherExperts");
        }

        if (!hasTeacher && Temperature != DistillationLoss.DefaultTemperature)
        {
            throw new ArgumentException(
                "Distillation.Temperature is set, but there is no teacher: set Distillation.TeacherExperts (six in the paper) to train one, or give one.",
                "Distillation.TeacherExperts");
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
