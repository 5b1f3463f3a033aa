using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>Stage two: routers that decide, image by image, whether another expert is used.</summary>
public sealed class RoutingOptions
{
    /// <summary>Whether routers are trained and used; needs at least two experts.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>Number t of largest logits that a router sees, at least 1; clamped to the number of classes.</summary>
    /// <value>The default value is 30.</value>
    [Range(1, int.MaxValue)]
    public int TopLogits { get; set; } = 30;

    /// <summary>Weight of the images that a later expert would correct, above 0.</summary>
    /// <value>The default value is 100.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double PositiveWeight { get; set; } = 100;

    /// <summary>Number of epochs, at least 1, with class-balanced sampling.</summary>
    /// <value>The default value is 5.</value>
    [Range(1, int.MaxValue)]
    public int Epochs { get; set; } = 5;

    /// <summary>Images in a step, at least 1.</summary>
    /// <value>The default value is 512.</value>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; set; } = 512;

    /// <summary>Initial learning rate, above 0; it follows a cosine schedule.</summary>
    /// <value>The default value is 0.01.</value>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double LearningRate { get; set; } = 0.01;

    /// <summary>Weight decay (L2), at least 0.</summary>
    /// <value>The default value is 5e-4.</value>
    [Range(0, double.MaxValue)]
    public double WeightDecay { get; set; } = 5e-4;

    internal RoutingOptions Copy() => (RoutingOptions)MemberwiseClone();

    internal void CheckTogether(int expertCount)
    {
        if (Enabled && expertCount < 2)
        {
            throw new ArgumentException("Routing needs at least two experts: set ExpertCount to 2 or more, or Routing.Enabled = false.", "Routing.Enabled");
        }
    }
}
