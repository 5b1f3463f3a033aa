
namespace MLNet.Ride.Torch.Options;

/// <summary>How many images, or rows of a data view, are drawn for an epoch.</summary>
/// <remarks>Kang et al., "Decoupling Representation and Classifier for Long-Tailed Recognition", ICLR 2020.</remarks>
public enum EpochLength
{
    /// <summary>As many as there are; of rows, as many as have a label.</summary>
    TrainingSet,

    /// <summary>The largest class's number times the number of classes, max n_c · C: class-balanced sampling then leaves none out.</summary>
    LargestClass,
}
