
namespace MLNet.Ride.Torch.Options;

/// <summary>What a student learns from its teacher.</summary>
public enum DistillationMethod
{
    /// <summary>RIDE's self-distillation: the experts' mean follows the teacher's, beside the whole loss of stage one.</summary>
    SelfDistillation,

    /// <summary>
    /// DiVE: each expert follows the teacher's prediction, flattened, as if an image were a little of every class, in the place of a part of the
    /// loss of stage one.
    /// </summary>
    VirtualExamples,
}
