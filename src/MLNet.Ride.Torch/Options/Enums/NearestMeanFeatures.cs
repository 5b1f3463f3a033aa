
namespace MLNet.Ride.Torch.Options;

/// <summary>Features that the nearest-class-mean classifier averages.</summary>
public enum NearestMeanFeatures
{
    /// <summary>The features x.</summary>
    Plain,

    /// <summary>Their directions x/‖x‖.</summary>
    Normalized,

    /// <summary>Their directions from the mean m of all training images: (x − m)/‖x − m‖.</summary>
    CenteredNormalized,
}
