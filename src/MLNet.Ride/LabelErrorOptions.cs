using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <summary>Settings of the search for label errors (<see cref="RideDataCatalog.FindLabelErrors"/>).</summary>
public sealed class LabelErrorOptions
{
    /// <summary>
    /// A model of images, a <see cref="RideTransformer"/> or a pipeline that contains one, whose first expert's features are used; <see langword="null"/> for the
    /// network <see cref="Backbones.ResNet18ImageNet"/>, whose weights are in a package. A model that was trained on the same labels may have learned their errors.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public ITransformer? Model { get; set; }

    /// <summary>Number of folds of the cross-validation, 2 to 100.</summary>
    /// <value>The default value is 5.</value>
    [Range(2, 100)]
    public int Folds { get; set; } = 5;

    /// <summary>
    /// Images of classes with fewer images than this are not suspected, 2 to 1,000: too few others of their class remain to judge them by.
    /// </summary>
    /// <value>The default value is 5.</value>
    [Range(2, 1000)]
    public int LeastImages { get; set; } = 5;

    /// <summary>Seed of the division into folds.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; set; } = 1;
}
