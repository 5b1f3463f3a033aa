using System.Globalization;

namespace MLNet.Ride.Torch.Options;

/// <summary>Stochastic gradient descent with momentum, and the schedule of its learning rate.</summary>
public sealed class OptimizerOptions
{
    private const double Rounding = 1e-9; // 0.29 · 100 is a little below 29

    /// <summary>Learning rate after the warm-up, above 0.</summary>
    /// <value>The default value is 0.1.</value>
    public double LearningRate { get; set; } = 0.1;

    /// <summary>Momentum, 0 to below 1.</summary>
    /// <value>The default value is 0.9.</value>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Whether the momentum is Nesterov's.</summary>
    /// <value>The default value is <see langword="true"/>.</value>
    public bool Nesterov { get; set; } = true;

    /// <summary>Weight decay (L2), at least 0.</summary>
    /// <value>The default value is 5e-4.</value>
    public double WeightDecay { get; set; } = 5e-4;

    /// <summary>Epochs of linear warm-up, at least 0; <see langword="null"/> follows <see cref="WarmUpFraction"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? WarmUpEpochs { get; set; }

    /// <summary>Part of the epochs with linear warm-up, 0 to 1, rounded to whole epochs, at least one where it is above 0.</summary>
    /// <value>The default value is 0.025.</value>
    public double WarmUpFraction { get; set; } = 0.025;

    /// <summary>
    /// Name of the schedule after the warm-up, one of <see cref="LearningRateSchedules"/> or one that you added: <c>steps</c>, or <c>cosine</c>, which falls to 0
    /// over the epochs that are left and does not read <see cref="StepFractions"/> and <see cref="StepFactor"/>.
    /// </summary>
    /// <value>The default value is <c>steps</c>.</value>
    public string Schedule { get; set; } = LearningRateSchedules.Steps;

    /// <summary>
    /// Numbers of epochs after which the learning rate is multiplied by <see cref="StepFactor"/>, increasing;
    /// <see langword="null"/> follows <see cref="StepFractions"/>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<int>? Steps { get; set; }

    /// <summary>Parts of the epochs after which the learning rate is multiplied by <see cref="StepFactor"/>, increasing, above 0 and below 1.</summary>
    /// <value>The default value is 0.8, 0.9.</value>
    public IReadOnlyList<double> StepFractions { get; set; } = [0.8, 0.9];

    /// <summary>Factor of the learning rate at each step, above 0 and at most 1.</summary>
    /// <value>The default value is 0.01.</value>
    public double StepFactor { get; set; } = 0.01;

    /// <summary>
    /// Decay d, 0 to below 1, of an exponential moving average w̄ ← d·w̄ + (1 − d)·w of the weights of stage one after every step, such as 0.999;
    /// 0 averages nothing. The averaged weights are those that are validated and that stage one ends with. The average begins with the initial
    /// weights, so that a run should have several times 1/(1 − d) steps. Running statistics of batch norm are averaged too.
    /// </summary>
    /// <value>The default value is 0.</value>
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

    internal void Validate(int epochs)
    {
        OptionCheck.InRange(LearningRate, double.Epsilon, double.MaxValue, "Optimizer.LearningRate");
        OptionCheck.InRange(Momentum, 0, 0.999999, "Optimizer.Momentum");
        OptionCheck.InRange(WeightDecay, 0, double.MaxValue, "Optimizer.WeightDecay");
        OptionCheck.InRange(WarmUp(epochs), 0, int.MaxValue, "Optimizer.WarmUpEpochs");
        OptionCheck.InRange(WarmUpFraction, 0, 1, "Optimizer.WarmUpFraction");
        OptionCheck.InRange(StepFactor, double.Epsilon, 1, "Optimizer.StepFactor");
        OptionCheck.InRange(AverageDecay, 0, 1 - 1e-12, "Optimizer.AverageDecay");
        if (Schedule != LearningRateSchedules.Steps && Steps is not null)
        {
            throw new ArgumentException(
                $"Optimizer.Steps belong to the schedule '{LearningRateSchedules.Steps}', but Optimizer.Schedule is '{Schedule}': set Steps = null or "
                + $"Schedule = \"{LearningRateSchedules.Steps}\".",
                "Optimizer.Steps");
        }

        if (Nesterov && Momentum == 0)
        {
            throw new ArgumentException("Optimizer.Nesterov needs a momentum above 0: set Optimizer.Momentum or Nesterov = false.", "Optimizer.Nesterov");
        }

        if (Steps is not null && (Steps.Any(s => s < 1) || !Increases(Steps)))
        {
            throw new ArgumentException($"Optimizer.Steps must be increasing epoch numbers from 1, but are {string.Join(", ", Steps)}.", "Optimizer.Steps");
        }

        OptionCheck.NotNull(StepFractions, "Optimizer.StepFractions");
        if (!StepFractions.All(part => part is > 0 and < 1) || !Increases(StepFractions))
        {
            string fractions = string.Join(", ", StepFractions.Select(part => part.ToString(CultureInfo.InvariantCulture)));
            throw new ArgumentException($"Optimizer.StepFractions must be increasing numbers above 0 and below 1, but are {fractions}.", "Optimizer.StepFractions");
        }
    }

    private static bool Increases<T>(IReadOnlyList<T> values)
        where T : IComparable<T>
        => values.Zip(values.Skip(1)).All(pair => pair.First.CompareTo(pair.Second) < 0);
}
