using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>How a method trains classifiers on frozen features, unless <see cref="ClassifierOptions"/> says otherwise.</summary>
/// <param name="Count">Number of epochs, at least 1.</param>
/// <param name="BatchSize">Images in a step, at least 1.</param>
/// <param name="LearningRate">Initial learning rate, above 0.</param>
/// <param name="WeightDecay">Weight decay (L2), at least 0.</param>
/// <param name="Sampler">Name of the sampler: one of <see cref="Samplers"/>.</param>
/// <param name="LabelSmoothing">Label smoothing ε, at least 0 and below 1.</param>
public sealed record ClassifierEpochs(int Count, int BatchSize, double LearningRate, double WeightDecay, string Sampler, double LabelSmoothing)
{
    /// <summary>Class-balanced re-training as published by Kang et al., ICLR 2020.</summary>
    public static ClassifierEpochs ClassBalanced { get; } = new(10, 512, 0.2, 5e-4, Samplers.ClassBalanced, 0);
}
