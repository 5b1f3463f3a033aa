using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The architecture of a network, without its weights.</summary>
public record NetworkDescription
{
    /// <summary>Name of the backbone, one of <see cref="BackboneRegistry.All"/>; <c>mlp</c> with <see cref="Vectors"/>.</summary>
    public required string Backbone { get; init; }

    /// <summary>Number of classes C, at least 2.</summary>
    public required int ClassCount { get; init; }

    /// <summary>Number of experts K, at least 1.</summary>
    public required int ExpertCount { get; init; }

    /// <summary>Whether the experts' own stages have three quarters of the channels.</summary>
    public required bool ReducedWidth { get; init; }

    /// <summary>Whether the experts also share the third of four stages; only backbones for large images have four.</summary>
    public bool SharedThirdStage { get; init; }

    /// <summary>Precision of the convolutions, in training and in scoring.</summary>
    public Precision Precision { get; init; }

    /// <summary>Kind of classifier of each expert.</summary>
    public required HeadKind Head { get; init; }

    /// <summary>Scale s of cosine classifiers; those of class means always have 30.</summary>
    public double CosineScale { get; init; } = RideOptions.DefaultCosineScale;

    /// <summary>Power of the features in cosine classifiers; those of class means take the features themselves.</summary>
    public double CosinePower { get; init; } = 1;

    /// <summary>Factor α of what causal classifiers take away.</summary>
    public double CausalEffect { get; init; } = RideOptions.DefaultCausalEffect;

    /// <summary>Height and width of the network's input images in pixels; 1 with <see cref="Vectors"/>.</summary>
    public required int ImageSize { get; init; }

    /// <summary>The input of a network on feature vectors; <see langword="null"/> for images.</summary>
    public VectorInput? Vectors { get; init; }

    internal HeadSettings HeadSettings => new(CosineScale, CosinePower, CausalEffect);
}
