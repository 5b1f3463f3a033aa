using MLNet.Ride.Tool.Data;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>The recipe for images for which the user has chosen none.</summary>
internal static class RecipeChoice
{
    /// <summary>Description of the choice, for help texts.</summary>
    public const string Description = $"{Recipes.FineTune} for photos (median shorter side above 64 pixels), otherwise {Recipes.SmallImages}";

    private const int LargestSmallImage = 64;

    /// <summary>Settings to check flags with before images are known: a pretrained network, unless the user chooses another.</summary>
    public static RideTrainer.Options BeforeImages()
    {
        RideTrainer.Options options = RideTrainer.Options.Recipe(Recipes.SmallImages);
        options.Backbone = Backbones.ResNet18ImageNet;
        return options;
    }

    /// <summary>Returns the name of the recipe, and says why if the images are photos.</summary>
    /// <param name="sets">The images.</param>
    /// <param name="chosen">What the user chose, on top of <see cref="BeforeImages"/>.</param>
    /// <param name="terminal">Receives the reason.</param>
    public static string For(ImageSets sets, RideTrainer.Options chosen, Terminal terminal)
    {
        if (ImageSizes.MedianShorterSide(sets.Train, chosen.Decoding) is not (> LargestSmallImage and int median))
        {
            return Recipes.SmallImages;
        }

        string photos = $"These are photos (median {median} pixels on the shorter side)";
        if (!PretrainedBackbone.GivesWeights(chosen))
        {
            terminal.Error.WriteLine($"{photos}: training {chosen.Backbone} from scratch (recipe '{Recipes.Photos}'), because it has no pretrained weights. "
                + $"To fine-tune, omit --backbone, or give it weights with --initial-weights.path. For other settings, use --recipe.");
            return Recipes.Photos;
        }

        terminal.Error.WriteLine($"{photos}: fine-tuning {chosen.Backbone} (recipe '{Recipes.FineTune}'). For a result in minutes, use --recipe {Recipes.FrozenFeatures}; to train from "
            + $"scratch, --recipe {Recipes.Photos}; "
            + $"for small images, --recipe {Recipes.SmallImages}.");
        return Recipes.FineTune;
    }
}
