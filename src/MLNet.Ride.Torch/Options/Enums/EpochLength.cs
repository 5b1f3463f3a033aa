
namespace MLNet.Ride.Torch.Options;

/// <summary>Number of images, or rows of a data view, in an epoch.</summary>
/// <remarks>Kang et al., "Decoupling Representation and Classifier for Long-Tailed Recognition", ICLR 2020.</remarks>
public enum EpochLength
{
    /// <summary>The number of images; of rows, the number with a label.</summary>
    TrainingSet,

    /// <summary>The size of the largest class times the number of classes, max n_c · C: class-balanced sampling can then draw every image.</summary>
    LargestClass,
}
