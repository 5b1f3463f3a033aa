using System.Text.Json.Serialization;

namespace MLNet.Ride.Evaluation;

/// <summary>How well a model tells images of its classes from others by their novelty.</summary>
/// <param name="KnownCount">Number of images of known classes.</param>
/// <param name="UnknownCount">Number of other images.</param>
/// <param name="Auroc">Area under the ROC curve: the probability that an unknown image is stranger than a known one. 0.5 is chance, 1 is perfect.</param>
/// <param name="FalsePositiveRate95">Share of unknown images that count as known where 95% of the known images do (FPR95).</param>
/// <param name="Threshold">Greatest novelty of an image that counts as known, as saved with the model.</param>
/// <param name="KnownAccepted">Share of known images that count as known at the threshold.</param>
/// <param name="UnknownRejected">Share of unknown images that count as unknown at the threshold.</param>
/// <param name="Bins">Known and unknown images by novelty, in bins of equal width.</param>
public sealed record NoveltyMetrics(
    [property: JsonRequired] long KnownCount,
    [property: JsonRequired] long UnknownCount,
    [property: JsonRequired] double Auroc,
    [property: JsonRequired] double FalsePositiveRate95,
    [property: JsonRequired] double Threshold,
    [property: JsonRequired] double KnownAccepted,
    [property: JsonRequired] double UnknownRejected,
    [property: JsonRequired] IReadOnlyList<NoveltyBin> Bins);

/// <summary>The images in a range of novelty.</summary>
/// <param name="Lower">Lower bound; strangely familiar images are in the first bin.</param>
/// <param name="Upper">Upper bound; extremely strange images are in the last bin.</param>
/// <param name="KnownCount">Number of images of known classes.</param>
/// <param name="UnknownCount">Number of other images.</param>
public sealed record NoveltyBin(
    [property: JsonRequired] double Lower, [property: JsonRequired] double Upper, [property: JsonRequired] long KnownCount, [property: JsonRequired] long UnknownCount);
