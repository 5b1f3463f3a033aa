using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MLNet.Ride.Torch.Options;

/// <summary>The optimizer, and its learning rate schedule.</summary>
public sealed class OptimizerOptions
{
    private const double Rounding = 1e-9; // 0.29 · 100 is slightly below 29

    /// <summary>Algorithm. A learning rate of SGD is too large for <see cref="OptimizerAlgorithm.AdamW"/>: set <see cref="LearningRate"/> too.</summary>
    /// <value>The default value is <see cref="OptimizerAlgorithm.Sgd"/>.</value>
    public OptimizerAlgorithm Algorithm { get; set; }

    /// <summary>Learning rate after the warm-up, above 0.</summary>
    /// <value>The default value is 0.1.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double LearningRate { get; set; } = 0.1;

    /// <summary>Momentum, at least 0 and below 1; β1 of AdamW.</summary>
    /// <value>The default value is 0.9.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double Momentum { get; set; } = 0.9;

    /// <summary>Whether the momentum of SGD is Nesterov's; AdamW ignores it.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Nesterov { get; set; } = true;

    /// <summary>Weight decay, at least 0: L2 regularization of SGD, decoupled decay of AdamW.</summary>
    /// <value>The default value is 5e-4.</value>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; set; } = 5e-4;

    /// <summary>
    /// Largest norm of the gradient of all weights together, above 0, to which a larger one is scaled down; <see langword="null"/> for no limit.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double? GradientClipping { get; set; }

    /// <summary>
    /// Number of batches whose gradients are averaged for a step, at least 1: like a batch of so many times <see cref="RideOptions.BatchSize"/> images,
    /// in the memory of one, except that batch norm and class weights see each batch on its own. The last step of an epoch may have fewer batches.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Range(1, int.MaxValue)]
    public int AccumulationSteps { get; set; } = 1;

    /// <summary>Number of epochs with linear warm-up, at least 0; <see langword="null"/> uses <see cref="WarmUpFraction"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(0, int.MaxValue)]
    public int? WarmUpEpochs { get; set; }

    /// <summary>Fraction of the epochs with linear warm-up, between 0 and 1, rounded to whole epochs, at least one unless 0.</summary>
    /// <value>The default value is 0.025.</value>
    [Range(0.0, 1)]
    public double WarmUpFraction { get; set; } = 0.025;

    /// <summary>
    /// Name of the schedule after the warm-up: one of <see cref="LearningRateSchedules"/>, or one that you added. <c>cosine</c> falls to 0
    /// over the remaining epochs and ignores <see cref="StepFractions"/> and <see cref="StepFactor"/>.
    /// </summary>
    /// <value>The default value is <c>steps</c>.</value>
    public string Schedule { get; set; } = LearningRateSchedules.Steps;

    /// <summary>
    /// Milestones: epochs, each at least 1, after which the learning rate is multiplied by <see cref="StepFactor"/>, increasing;
    /// <see langword="null"/> uses <see cref="StepFractions"/>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public IReadOnlyList<int>? Steps { get; set; }

    /// <summary>
    /// Milestones as fractions of the epochs, each above 0 and below 1, after which the learning rate is multiplied by <see cref="StepFactor"/>, increasing.
    /// </summary>
    /// <value>The default value is 0.8, 0.9.</value>
    [Range(0.0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public IReadOnlyList<double> StepFractions { get; set; } = [0.8, 0.9];

    /// <summary>Factor of the learning rate at each milestone (gamma), above 0 and at most 1.</summary>
    /// <value>The default value is 0.01.</value>
    [Range(0.0, 1, MinimumIsExclusive = true)]
    public double StepFactor { get; set; } = 0.01;

    /// <summary>
    /// Decay d of an exponential moving average (EMA) of the weights of stage one, at least 0 and below 1, such as 0.999: w̄ ← d·w̄ + (1 − d)·w after every
    /// step; 0 turns it off. The averaged weights are validated, and stage one ends with them. The average starts from the initial weights, so a run
    /// should have several times 1/(1 − d) steps. Running statistics of batch norm are averaged too.
    /// </summary>
    /// <value>The default value is 0.</value>
    [Range(0.0, 1, MaximumIsExclusive = true)]
    public double AverageDecay { get; set; }

    internal int WarmUp(int epochs)
        => WarmUpEpochs ?? (WarmUpFraction == 0 ? 0 : Math.Max(1, (int)Math.Round(WarmUpFraction * epochs)));

    // A run of few epochs has its first epoch at the full rate and does not take two steps at once.
    internal IReadOnlyList<int> StepsFor(int epochs)
        => Steps ?? [.. StepFractions.Select(part => Math.Max(1, (int)((part * epochs) + Rounding))).Distinct()];

    internal OptimizerOptions Copy()
    {
        var copy = (OptimizerOptions)MemberwiseClone();
        copy.Steps = Steps?.ToArray();
        copy.StepFractions = [.. StepFractions];
        return copy;
    }

    internal void CheckTogether()
    {
        if (Schedule != LearningRateSchedules.Steps && Steps is not null)
        {
            throw new ArgumentException(
                $"Optimizer.Steps belongs to the schedule '{LearningRateSchedules.Steps}', but Optimizer.Schedule is '{Schedule}': set Steps = null or "
                + $"Schedule = \"{LearningRateSchedules.Steps}\".",
                "Optimizer.Steps");
        }

        if (Algorithm == OptimizerAlgorithm.Sgd && Nesterov && Momentum == 0)
        {
            throw new ArgumentException("Optimizer.Nesterov needs a momentum above 0: set Optimizer.Momentum or Nesterov = false.", "Optimizer.Nesterov");
        }

        Increasing(Steps ?? [], "Optimizer.Steps");
        Increasing(StepFractions, "Optimizer.StepFractions");
    }

    private static void Increasing<T>(IReadOnlyList<T> values, string name)
        where T : IComparable<T>, IFormattable
    {
        if (values.Zip(values.Skip(1)).Any(pair => pair.First.CompareTo(pair.Second) >= 0))
        {
            string listed = string.Join(", ", values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));
            throw new ArgumentException($"{name} must be increasing, but is {listed}.", name);
        }
    }
}
