
namespace MLNet.Ride.Torch.Options;

/// <summary>Classifiers that training starts from.</summary>
public enum HeadStart
{
    /// <summary>Random ones, or those of the initial weights where they have classifiers that fit.</summary>
    Random,

    /// <summary>
    /// Class means of the features that the initial weights give for the training images, computed once before training. Experts that start with the
    /// same weights differ by a small random part of their classifiers.
    /// </summary>
    ClassMeans,
}
