using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>
/// Bias and variance of a training method over R models trained on different samples or with different seeds (Domingos, "A Unified
/// Bias-Variance Decomposition", ICML 2000, for the zero-one loss; used by bucket in RIDE, section 3).
/// </summary>
/// <param name="Runs">Number R of models.</param>
/// <param name="Overall">All examples.</param>
/// <param name="Many">Examples of classes with many training images, or <see langword="null"/> if there are none.</param>
/// <param name="Medium">Examples of classes with a medium number of training images, or <see langword="null"/>.</param>
/// <param name="Few">Examples of classes with few training images, or <see langword="null"/>.</param>
public sealed record BiasVarianceMetrics(
    [property: JsonRequired] int Runs, [property: JsonRequired] BiasVarianceBucket Overall, BiasVarianceBucket? Many, BiasVarianceBucket? Medium, BiasVarianceBucket? Few);

/// <summary>Bias and variance on some examples.</summary>
/// <remarks>The main prediction of an example is the class that most models predict; ties are resolved to the lowest key.</remarks>
/// <param name="Bias">Fraction of examples whose main prediction is wrong, 0 to 1.</param>
/// <param name="Variance">Fraction of the R·n predictions that differ from the main prediction of their example, 0 to 1.</param>
/// <param name="Error">Fraction of the R·n predictions that are wrong, 0 to 1.</param>
/// <param name="ExampleCount">Number n of examples.</param>
public sealed record BiasVarianceBucket(
    [property: JsonRequired] double Bias,
    [property: JsonRequired] double Variance,
    [property: JsonRequired] double Error,
    [property: JsonRequired] long ExampleCount);
