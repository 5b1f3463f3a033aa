
namespace MLNet.Ride.Torch.Options;

/// <summary>What a student learns from its teacher.</summary>
public enum DistillationMethod
{
    /// <summary>RIDE's self-distillation: the experts' mean learns the teacher's, in addition to the loss of stage one.</summary>
    SelfDistillation,

    /// <summary>
    /// DiVE: each expert learns the teacher's flattened prediction, as if an image were a little of every class; it replaces a part of the
    /// loss of stage one.
    /// </summary>
    VirtualExamples,

    /// <summary>
    /// LFME: each expert also learns from three teachers, of the classes with many, medium, and few images, until it is as accurate as they are; it learns easy images
    /// first.
    /// </summary>
    MultipleTeachers,
}
