using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Calibration;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Persistence;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <content>Offsets of the classes: other class frequencies than those of training.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// Offset b_c that is added to the logit of each class, in key order: the probabilities are softmax(z/T + b) with the <see cref="Temperature"/> T.
    /// Saved with the model and part of ONNX files.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: there are none.</value>
    public IReadOnlyList<double>? ClassOffsets => _card.ClassOffsets;

    /// <summary>Returns a copy with other offsets of the classes, in place of those that it has (<see cref="ClassOffsets"/>).</summary>
    /// <param name="offsets">One offset for each class, in key order, between -1000 and 1000; <see langword="null"/> for none.</param>
    /// <returns>A copy with its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">There are more or fewer offsets than classes, or one is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public RideTransformer WithClassOffsets(IReadOnlyList<double>? offsets)
    {
        CheckCount(offsets?.Count ?? ClassCount, "offsets", nameof(offsets));
        if (offsets?.Any(offset => !ModelCard.IsOffset(offset)) == true)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offsets), string.Create(CultureInfo.InvariantCulture, $"An offset must be between -{TemperatureScaling.LargestOffset} and {TemperatureScaling.LargestOffset}."));
        }

        return new RideTransformer(_host, Use(_model.Copy), _card with { ClassOffsets = offsets?.ToArray() }, _scorer.Device);
    }

    /// <summary>
    /// Returns a copy whose probabilities hold for other class frequencies π than those that the model's assume, π': its logits become
    /// z/T − τ·log π' + log π. It replaces offsets that the model has (<see cref="ClassOffsets"/>). Calibrate before, because the correction relies on the
    /// probabilities (<see cref="Calibrate"/>).
    /// </summary>
    /// <param name="assumed">The frequencies π', which depend on the loss and the sampling of training.</param>
    /// <param name="prior">
    /// The frequencies π of the images to be scored: one number above 0 for each class, in key order, such as those of <see cref="EstimatePrior"/>; their sum
    /// does not matter. <see langword="null"/> for equal frequencies, which suit balanced accuracy.
    /// </param>
    /// <param name="tau">
    /// Strength τ with which π' is removed, between 0 and 10. After training with the loss <c>logit-adjustment</c> and a τ of its own below 1, the
    /// rest of it: 1 − τ.
    /// </param>
    /// <returns>A copy with its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">A value is out of range, or there are more or fewer frequencies than classes.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public RideTransformer CorrectPrior(ScorePrior assumed, IReadOnlyList<double>? prior = null, double tau = 1)
    {
        OptionCheck.InRange(tau, 0, 10, nameof(tau));
        CheckCount(prior?.Count ?? ClassCount, "frequencies", nameof(prior));
        if (prior?.Any(share => share is not (> 0 and <= double.MaxValue)) == true)
        {
            throw new ArgumentException("The frequency of a class is not above 0: use a small number for a class that is hardly expected.", nameof(prior));
        }

        return WithClassOffsets(PriorShift.Offsets(Frequencies(assumed), prior ?? Equal, tau));
    }

    /// <summary>
    /// Estimates the class frequencies of unlabeled rows by expectation maximization (Saerens et al., Neural Computation 2002), for
    /// <see cref="CorrectPrior"/>. It relies on the probabilities: calibrate before. Offsets that the model has do not matter. C probabilities per row are held in memory.
    /// </summary>
    /// <param name="unlabeled">Rows with the feature column, like those to be scored; labels are ignored.</param>
    /// <param name="assumed">The frequencies that the model's probabilities assume.</param>
    /// <returns>The frequencies.</returns>
    /// <exception cref="ArgumentException">
    /// The feature column is missing or unsuitable, there are no rows, or scores are not numbers.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public PriorEstimate EstimatePrior(IDataView unlabeled, ScorePrior assumed)
    {
        ArgumentNullException.ThrowIfNull(unlabeled);
        double[] frequencies = Frequencies(assumed);
        using RideTransformer plain = WithClassOffsets(null);
        float[][] probabilities = [.. plain.Transform(unlabeled).GetColumn<float[]>(_card.Columns.Score)];
        if (probabilities.Length == 0)
        {
            throw new ArgumentException("There are no rows to estimate the class frequencies from.", nameof(unlabeled));
        }

        return Array.TrueForAll(probabilities, scores => ScoreOrder.Best(scores) >= 0)
            ? PriorShift.Estimate(probabilities, frequencies)
            : throw new ArgumentException("A score of the rows is not a number: the weights of the model may be damaged.", nameof(unlabeled));
    }

    /// <summary>
    /// Fits an offset, or threshold, for each class to rows that the model was not trained on, for the highest balanced accuracy (the mean of the classes'
    /// recalls). They are added to those that the model has (<see cref="ClassOffsets"/>). With only a few rows of a class, its offset follows
    /// chance: then prefer <see cref="CorrectPrior"/>, which fits nothing. C probabilities per row are held in memory.
    /// </summary>
    /// <param name="validation">Rows with the feature and the label column; with the label keys of training. A class without rows keeps its offset.</param>
    /// <param name="report">The offsets, and the accuracies before and after.</param>
    /// <param name="labelColumnName">Name of the label column; <see langword="null"/> for that of training.</param>
    /// <returns>A copy with its own network. Dispose both models.</returns>
    /// <exception cref="ArgumentException">A column is missing or unsuitable, there are no rows with a label, or scores are not numbers.</exception>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    public RideTransformer FitClassOffsets(IDataView validation, out ClassOffsetReport report, string? labelColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(validation);
        LongTailedEvaluationOptions options = EvaluationOptions(null);
        options.LabelColumnName = labelColumnName ?? options.LabelColumnName;
        options.Validate();
        report = BalancedOffsets.Fit(new ScoredRows(Transform(validation), options), ClassOffsets ?? new double[ClassCount]);
        return WithClassOffsets(report.Offsets);
    }

    private double[] Equal => [.. Enumerable.Repeat(1.0 / ClassCount, ClassCount)];

    private double[] Frequencies(ScorePrior assumed)
    {
        OptionCheck.Defined(assumed, nameof(assumed));
        if (assumed == ScorePrior.Uniform)
        {
            return Equal;
        }

        double total = TrainingCounts.Sum(count => (double)count);
        return TrainingCounts.Contains(0)
            ? throw new ArgumentException(
                $"Class '{ClassNames[TrainingCounts.ToList().IndexOf(0)]}' has no training images, so the probabilities cannot be those of the training frequencies: use {ScorePrior.Uniform}.",
                nameof(assumed))
            : [.. TrainingCounts.Select(count => count / total)];
    }

    private void CheckCount(int count, string what, string parameter)
    {
        if (count != ClassCount)
        {
            throw new ArgumentException($"There are {count} {what}, but the model has {ClassCount} classes: pass one for each class, in key order.", parameter);
        }
    }
}
