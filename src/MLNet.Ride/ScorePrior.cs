namespace MLNet.Ride;

/// <summary>
/// The class frequencies for which a model's probabilities hold. They follow from its training: a loss that compensates for rare classes gives
/// probabilities for equal frequencies.
/// </summary>
public enum ScorePrior
{
    /// <summary>
    /// Those of the training images: the losses <c>cross-entropy</c> and <c>focal</c> without deferred re-weighting or class-balanced sampling.
    /// </summary>
    TrainingFrequencies,

    /// <summary>
    /// Equal ones: the losses <c>balanced-softmax</c>, <c>logit-adjustment</c> with τ = 1, <c>balpoe</c>, <c>sade</c>, and, approximately, every loss with
    /// class weights, deferred re-weighting or re-sampling (as <c>ldam</c> by default), class-balanced sampling, and re-trained classifiers.
    /// </summary>
    Uniform,
}
