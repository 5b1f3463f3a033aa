using MLNet.Ride.Torch.Losses.Classification;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses;

/// <summary>
/// The loss of RIDE's stage one, summed over the experts k: L_k = L_class(z^k, y) + f·T̄²·KL(softmax(z̄/T) ‖ softmax(z^k/T)), where z̄ is
/// the experts' mean, detached. The collaborative loss is L_k = L_class(z̄, y), with gradient through z̄.
/// </summary>
/// <remarks>
/// Wang et al., "Long-tailed recognition by routing diverse distribution-aware experts", ICLR 2021, section 3.1, in the form of the
/// published code, which silently uses the collaborative loss for f = 0; here it is explicit as
/// <see cref="ExpertObjective.Collaborative"/>. Up to epoch E_rw there are no deferred class weights and T is 1; after it, T_c depends on
/// the class frequency.
/// </remarks>
internal sealed class ExpertLoss : IDisposable
{
    private readonly ClassificationLoss[] _classification;
    private readonly ClassConstants? _classWeights;
    private readonly ClassConstants _temperatures;
    private readonly double _meanTemperature;
    private readonly double _diversityFactor;
    private readonly int _reweightAfter;
    private readonly bool _collaborative;

    /// <summary>Builds the loss.</summary>
    /// <param name="options">Kind and settings; neither modified nor kept.</param>
    /// <param name="counts">Number of training images of each class, each at least 1.</param>
    /// <param name="epochs">Number of epochs of stage one, which determines the default of E_rw.</param>
    /// <param name="expertCount">Number of experts K, at least 1; used only by losses that differ by expert.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of range, a class has no images, or the loss requires another number of experts.
    /// </exception>
    public ExpertLoss(LossOptions options, IReadOnlyList<int> counts, int epochs, int expertCount = 1)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionCheck.InRange(expertCount, 1, int.MaxValue, nameof(expertCount));
        OptionAnnotations.Check(options, "Loss.");
        LossCheck.Check(options, expertCount);
        ClassCountCheck.AllPresent(counts);
        int losses = LossRegistry.Find(options.Classification).DiffersByExpert ? expertCount : 1;
        _classification = [.. Enumerable.Range(0, losses).Select(expert => LossRegistry.Create(options, counts, expert, expertCount))];
        _collaborative = options.Objective == ExpertObjective.Collaborative;
        _diversityFactor = options.DiversityFactor;
        _reweightAfter = options.ReweightAfter(epochs);
        if (options.DeferredReweighting)
        {
            _classWeights = new(ClassWeights.EffectiveNumber(counts, options.Beta));
        }

        double[] temperatures = DiversityTemperature.Of(counts, options.DiversityReweighting);
        _temperatures = new(temperatures);
        _meanTemperature = temperatures.Average();
    }

    /// <summary>Computes the loss of a batch.</summary>
    /// <param name="expertLogits">Logits [n, C] of each expert.</param>
    /// <param name="labels">
    /// Labels [n], 0 to C − 1, as 64-bit integers on the device of the logits. If they are a part of a batch, the losses of its parts, weighted by their numbers of
    /// images, add up to that of the batch.
    /// </param>
    /// <param name="epoch">Epoch of stage one, from 1.</param>
    /// <returns>A scalar, in the caller's dispose scope.</returns>
    /// <exception cref="ArgumentException">The loss differs by expert and was built for another number of experts.</exception>
    public Tensor Compute(Tensor[] expertLogits, BatchLabels labels, int epoch)
    {
        ArgumentNullException.ThrowIfNull(expertLogits);
        if (_classification.Length > 1 && _classification.Length != expertLogits.Length)
        {
            throw new ArgumentException($"The loss was built for {_classification.Length} experts, but received the logits of {expertLogits.Length}.", nameof(expertLogits));
        }

        bool reweighted = epoch > _reweightAfter;
        Tensor? classWeights = reweighted ? _classWeights?.On(expertLogits[0].device) : null;
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = _collaborative
            ? Classification(0, ExpertLogits.Mean(expertLogits), labels, classWeights).Times(expertLogits.Length)
            : Individual(expertLogits, labels, classWeights);
        if (_diversityFactor != 0 && expertLogits.Length > 1)
        {
            loss = loss.Plus(Diversity(expertLogits, reweighted));
        }

        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>Returns the logits of an expert as its classification loss compares them with the labels (<see cref="ClassificationLoss.Adjusted"/>).</summary>
    public Tensor Adjusted(int expert, Tensor logits) => LossOf(expert).Adjusted(logits);

    /// <summary>Releases the constants.</summary>
    public void Dispose()
    {
        Array.ForEach(_classification, loss => loss.Dispose());
        _classWeights?.Dispose();
        _temperatures.Dispose();
    }

    private Tensor Individual(Tensor[] expertLogits, BatchLabels labels, Tensor? classWeights)
    {
        Tensor loss = Classification(0, expertLogits[0], labels, classWeights);
        for (int expert = 1; expert < expertLogits.Length; expert++)
        {
            loss = loss.Plus(Classification(expert, expertLogits[expert], labels, classWeights));
        }

        return loss;
    }

    private ClassificationLoss LossOf(int expert) => _classification[expert % _classification.Length];

    private Tensor Classification(int expert, Tensor logits, BatchLabels labels, Tensor? classWeights)
    {
        ClassificationLoss classification = LossOf(expert);
        Tensor loss = classification.Compute(logits, labels.Own, classWeights);
        if (labels.OfBatch is not { } ofBatch || classification.MeanWeights(labels.Own, classWeights) is not { } own)
        {
            return loss;
        }

        // The mean over the part is divided by the sum of its own weights, that over the batch by the sum of all.
        Tensor share = own.sum().div(classification.MeanWeights(ofBatch, classWeights)!.sum());
        return loss.mul(share.Times((double)ofBatch.size(0) / labels.Own.size(0)));
    }

    // f·T̄²·Σ_k KL(p ‖ q_k), averaged over the batch.
    private Tensor Diversity(Tensor[] expertLogits, bool reweighted)
    {
        Tensor? temperatures = reweighted ? _temperatures.On(expertLogits[0].device) : null;
        Tensor logMean;
        using (no_grad())
        {
            logMean = LogSoftmax(ExpertLogits.Mean(expertLogits), temperatures);
        }

        Tensor sum = KullbackLeibler.Mean(logMean, LogSoftmax(expertLogits[0], temperatures));
        for (int expert = 1; expert < expertLogits.Length; expert++)
        {
            sum = sum.Plus(KullbackLeibler.Mean(logMean, LogSoftmax(expertLogits[expert], temperatures)));
        }

        double meanTemperature = reweighted ? _meanTemperature : 1;
        return sum.Times(_diversityFactor * meanTemperature * meanTemperature);
    }

    private static Tensor LogSoftmax(Tensor logits, Tensor? temperatures)
        => nn.functional.log_softmax(temperatures is null ? logits : logits.div(temperatures), 1);
}
