using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>Distillation from a teacher as the options ask for, and in the end the sum of what it saw in the training images.</summary>
/// <param name="teacher">The teacher, owned by the new object.</param>
/// <param name="options">Method and strengths.</param>
/// <param name="images">The training images.</param>
/// <param name="found">Told the virtual examples when the stage is over, with the method that makes them.</param>
internal sealed class TeacherDistillation(
    Teacher teacher, DistillationOptions options, LabeledImages images, Action<VirtualExamples> found) : IDistillation
{
    public RideModel Teacher => teacher.Model;

    public void BeginEpoch() => teacher.Model.Network.FoldBatchNorm();

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
