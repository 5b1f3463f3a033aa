using MLNet.Ride.Torch.Losses;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>A loss of labels and a teacher's logits.</summary>
internal interface IDistillationLoss
{
    /// <param name="expertLogits">Logits [n, C] of each expert of the student.</param>
    /// <param name="teacherLogits">Logits of <see cref="IDistillation.TeacherLogits"/>; no gradient flows into them.</param>
    /// <param name="labels">Labels [n], 0 to C − 1, as 64-bit integers on the device of the logits.</param>
    /// <param name="epoch">Epoch of stage one, from 1.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    Tensor Compute(Tensor[] expertLogits, Tensor teacherLogits, BatchLabels labels, int epoch);
}
