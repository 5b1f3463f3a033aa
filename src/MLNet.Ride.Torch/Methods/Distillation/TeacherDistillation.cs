using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>
/// Distills from a teacher as configured, and reports the teacher's virtual examples over the training images at the end.
/// </summary>
/// <param name="teacher">The teacher, owned by the new object.</param>
/// <param name="options">Method and settings.</param>
/// <param name="images">The training images.</param>
/// <param name="found">Receives the virtual examples when the stage ends, if the method produces them.</param>
internal sealed class TeacherDistillation(
    Teacher teacher, DistillationOptions options, LabeledImages images, Action<VirtualExamples> found) : IDistillation
{
    public IReadOnlyDictionary<string, RideModel> Teachers { get; } = new Dictionary<string, RideModel> { [StageNames.Teacher] = teacher.Model };

    public void BeginEpoch(int epoch) => teacher.Model.Network.FoldBatchNorm();

    public Tensor TeacherLogits(Tensor images) => teacher.Logits(images);

    public IDistillationLoss Over(ExpertLoss ofLabels)
        => options.Method == DistillationMethod.VirtualExamples
            ? new VirtualExampleLoss(ofLabels, options.TemperatureOrPublished, options.Alpha, options.Power)
            : new DistillationLoss(ofLabels, options.TemperatureOrPublished);

    public void Conclude(Action<string>? log, CancellationToken cancellationToken)
    {
        if (options.Method == DistillationMethod.VirtualExamples)
        {
            teacher.Model.Network.FoldBatchNorm();
            VirtualExamples examples = VirtualExamples.Of(teacher.Model, images, options.TemperatureOrPublished, options.Power, cancellationToken);
            log?.Invoke(examples.ToString());
            found(examples);
        }
    }

    public void Dispose() => teacher.Dispose();
}
