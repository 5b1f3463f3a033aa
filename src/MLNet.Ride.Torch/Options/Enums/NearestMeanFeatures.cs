
namespace MLNet.Ride.Torch.Options;

/// <summary>What the nearest-class-mean classifier takes the means of.</summary>
public enum NearestMeanFeatures
{
    /// <summary>The features x as they are.</summary>
    Plain,

    /// <summary>Their directions x/‖x‖.</summary>
    Normalized,

    /// <summary>Their directions from the mean m of all training images: (x − m)/‖x − m‖.</summary>
    CenteredNormalized,
}
