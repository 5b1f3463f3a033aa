using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch;

/// <summary>What a backbone with pretrained weights determines: where its weights are, the experts' width, and the normalization.</summary>
internal static class PretrainedBackbone
{
    /// <summary>Returns valid settings, or a copy of them with the width and normalization that the weights of their backbone need.</summary>
    public static T Settings<T>(T options)
        where T : RideOptions
    {
        if (Of(options) is not { } file)
        {
            return options;
        }

        var settings = (T)options.Copy();
        settings.ReducedWidth = false;
        (settings.Augmentation.Mean, settings.Augmentation.StandardDeviation) = (file.Mean, file.StandardDeviation);
        return settings;
    }

    /// <summary>Returns the path of the file of initial weights that a run with valid settings reads; null if there is none.</summary>
    /// <exception cref="FileNotFoundException">The app lacks the package with the weights; the message names it.</exception>
    public static string? WeightsPath(RideOptions options)
        => options.InitialWeights.Path ?? Of(options)?.Find(options.Backbone, AppContext.BaseDirectory);

    /// <summary>Checks that the pretrained weights are there, if the run begins with them.</summary>
    /// <param name="options">Valid settings.</param>
    /// <param name="initialModelGiven">Whether the run begins with a trained model.</param>
    /// <exception cref="FileNotFoundException">The app lacks the package with the weights; the message names it.</exception>
    public static void Check(RideOptions options, bool initialModelGiven)
    {
        if (!initialModelGiven && !options.Checkpoints.HasOne)
        {
            WeightsPath(options);
        }
    }

    /// <summary>Whether a run without an initial model begins with given weights.</summary>
    public static bool GivesWeights(RideOptions options) => options.InitialWeights.Path is not null || Of(options) is not null;

    private static PretrainedFile? Of(RideOptions options) => options.Vectors is null ? BackboneRegistry.All.Find(options.Backbone).Pretrained : null;
}
