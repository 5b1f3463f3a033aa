
namespace MLNet.Ride.Torch.Options;

/// <summary>Stage two: routers that decide, sample by sample, whether a further expert is asked.</summary>
public sealed class RoutingOptions
{
    /// <summary>Whether routers are trained and used; needs two experts or more.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>Number t of largest logits that a router sees, at least 1; clamped to the number of classes.</summary>
    /// <value>The default value is 30.</value>
    public int TopLogits { get; set; } = 30;

    /// <summary>Weight of the samples that a later expert would put right, above 0.</summary>
    /// <value>The default value is 100.</value>
    public double PositiveWeight { get; set; } = 100;

    /// <summary>Passes over the training images, at least 1, with class-balanced sampling.</summary>
    /// <value>The default value is 5.</value>
    public int Epochs { get; set; } = 5;

    /// <summary>Images in a step, at least 1.</summary>
    /// <value>The default value is 512.</value>
    public int BatchSize { get; set; } = 512;

    /// <summary>Learning rate at the start of its cosine schedule, above 0.</summary>
    /// <value>The default value is 0.01.</value>
    public double LearningRate { get; set; } = 0.01;

    /// <summary>Weight decay (L2), at least 0.</summary>
    /// <value>The default value is 5e-4.</value>
    public double WeightDecay { get; set; } = 5e-4;

    internal RoutingOptions Copy() => (RoutingOptions)MemberwiseClone();

    internal void Validate(int expertCount)
    {
        OptionCheck.InRange(TopLogits, 1, int.MaxValue, "Routing.TopLogits");
        OptionCheck.InRange(PositiveWeight, double.Epsilon, double.MaxValue, "Routing.PositiveWeight");
        OptionCheck.InRange(Epochs, 1, int.MaxValue, "Routing.Epochs");
        OptionCheck.InRange(BatchSize, 1, int.MaxValue, "Routing.BatchSize");
        OptionCheck.InRange(LearningRate, double.Epsilon, double.MaxValue, "Routing.LearningRate");
        OptionCheck.InRange(WeightDecay, 0, double.MaxValue, "Routing.WeightDecay");
        if (Enabled && expertCount < 2)
        {
            throw new ArgumentException("Routing needs at least two experts: set ExpertCount to 2 or more, or Routing.Enabled = false.", "Routing.Enabled");
        }
    }
}
