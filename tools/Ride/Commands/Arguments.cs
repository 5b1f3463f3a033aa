using System.CommandLine;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary>Arguments and options that commands share.</summary>
internal static class Arguments
{
    public static Argument<FileInfo> Model() => new("MODEL") { Description = "A saved model (.zip)." };

    public static Argument<FileSystemInfo> Data() => new("DATA") { Description = Tool.Data.ImageData.Description };

    public static Option<DirectoryInfo?> Images()
        => new("--images") { Description = "Folder that the paths in a list start from. Default: the folder of the list.", HelpName = "DIR" };

    public static Option<string?> Split()
        => new("--split") { Description = "Part of DATA to evaluate on: train, validation, or test. Default: test if DATA has parts, otherwise all images.", HelpName = "NAME" };

    public static Option<TestTimeAugmentation?> TestTimeAugmentation()
        => new("--test-time-augmentation")
        {
            Description = "Views of each image that MODEL averages, usually more accurate and as many times slower. Default: those saved with the model, usually none. "
                + "Five crops require a model with a center crop.",
            HelpName = "none|flip|fiveCrops|fiveCropsAndFlips",
        };

    public static Option<double?> RoutingThreshold()
        => new("--routing-threshold")
        {
            Description = "Probability, above 0 and below 1, that a router of MODEL must exceed for an image to go on to the next expert: a higher one asks fewer experts. "
                + "Default: that saved with the model, usually 0.5.",
            HelpName = "P",
        };

    public static Option<string?> Unknown()
        => new("--unknown") { Description = "Folder of images of no class of MODEL, to measure how well it tells them (AUROC, FPR95).", HelpName = "DIR" };

    public static Option<bool> Json(string description) => new("--json") { Description = description };

    public static Option<FileInfo?> Report(string description)
    {
        Option<FileInfo?> report = new("--report") { Description = description, HelpName = "FILE" };
        report.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && Path.GetExtension(result.Tokens[0].Value).Equals(".json", StringComparison.OrdinalIgnoreCase))
            {
                result.AddError("--report must be an .html file. Its JSON is written next to it.");
            }
        });
        return report;
    }
}
