namespace MLNet.Ride.Torch;

/// <summary>Stochastic gradient descent with momentum, a linear warm-up and steps.</summary>
public sealed class OptimizerOptions
{
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

    /// <summary>Epochs of linear warm-up, at least 0; <see langword="null"/> takes 2.5 % of the epochs, at least one.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? WarmUpEpochs { get; set; }

    /// <summary>
    /// Numbers of epochs after which the learning rate is multiplied by <see cref="StepFactor"/>, increasing;
    /// <see langword="null"/> takes 80 % and 90 % of the epochs.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<int>? Steps { get; set; }

    /// <summary>Factor of the learning rate at each step, above 0 and at most 1.</summary>
    /// <value>The default value is 0.01.</value>
    public double StepFactor { get; set; } = 0.01;

    internal int WarmUp(int epochs) => WarmUpEpochs ?? Math.Max(1, (int)Math.Round(0.025 * epochs));

    // A run of few epochs has its first epoch at the full rate and does not take two steps at once.
    internal IReadOnlyList<int> StepsFor(int epochs)
        => Steps ?? [.. new[] { 0.8, 0.9 }.Select(part => Math.Max(1, (int)(part * epochs))).Distinct()];

    internal OptimizerOptions Copy()
    {
        var copy = (OptimizerOptions)MemberwiseClone();
        copy.Steps = Steps?.ToArray();
        return copy;
    }

    internal void Validate(int epochs)
    {
        OptionCheck.InRange(LearningRate, double.Epsilon, double.MaxValue, "Optimizer.LearningRate");
        OptionCheck.InRange(Momentum, 0, 0.999999, "Optimizer.Momentum");
        OptionCheck.InRange(WeightDecay, 0, double.MaxValue, "Optimizer.WeightDecay");
        OptionCheck.InRange(WarmUp(epochs), 0, int.MaxValue, "Optimizer.WarmUpEpochs");
        OptionCheck.InRange(StepFactor, double.Epsilon, 1, "Optimizer.StepFactor");
        if (Nesterov && Momentum == 0)
        {
            throw new ArgumentException("Optimizer.Nesterov needs a momentum above 0: set Optimizer.Momentum or Nesterov = false.", "Optimizer.Nesterov");
        }

        IReadOnlyList<int> steps = StepsFor(epochs);
        if (Steps is not null && (steps.Any(s => s < 1) || steps.Zip(steps.Skip(1)).Any(p => p.First >= p.Second)))
        {
            throw new ArgumentException($"Optimizer.Steps must be increasing epoch numbers from 1, but are {string.Join(", ", steps)}.", "Optimizer.Steps");
        }
    }
}
