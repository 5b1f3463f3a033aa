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
    /// Epochs of linear warm-up of the student's learning rate, at least 0; <see langword="null"/> takes
    /// <see cref="OptimizerOptions.WarmUpEpochs"/>, and 10 % of the epochs, at least one, where that is <see langword="null"/> too.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    /// <remarks>
    /// The published "warm-up" of distillation, 20 of 200 epochs, is one of the learning rate; the distillation term itself counts in full
    /// from the first step on.
    /// </remarks>
    public int? WarmUpEpochs { get; set; }

    internal bool HasTeacher => Teacher is not null || TeacherExperts is not null;

    internal int WarmUp(OptimizerOptions optimizer, int epochs)
        => WarmUpEpochs ?? optimizer.WarmUpEpochs ?? Math.Max(1, (int)Math.Round(0.1 * epochs));

    internal DistillationOptions Copy() => (DistillationOptions)MemberwiseClone();

    internal void Validate(int imageSize, bool hasTeacher)
    {
        OptionCheck.InRange(TeacherExperts ?? 1, 1, 16, "Distillation.TeacherExperts");
        OptionCheck.InRange(Temperature, double.Epsilon, 100, "Distillation.Temperature");
        OptionCheck.InRange(WarmUpEpochs ?? 0, 0, int.MaxValue, "Distillation.WarmUpEpochs");
        if (Teacher is not null && TeacherExperts is not null)
        {
            throw new ArgumentException(
                "There are two teachers, Distillation.Teacher and one with Distillation.TeacherExperts that would be trained: set one of them to null.",
                "Distillation.TeacherExperts");
        }

        if (!hasTeacher && (WarmUpEpochs is not null || Temperature != DistillationLoss.DefaultTemperature))
        {
            throw new ArgumentException(
                "Distillation has settings but no teacher: set Distillation.TeacherExperts (six in the paper) to train one, or give one.",
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
