using System.CommandLine;
using Microsoft.ML;
using MLNet.Ride.Tool.Checks;
using MLNet.Ride.Tool.Data;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride clean</c>.</summary>
internal static class CleanCommand
{
    private const string Description = """
        Finds probable label errors in the images to train on, and copies in all images, and writes a page on which you decide about them and download a
        cleaned manifest.

        Examples:
          ride clean photos
          ride clean list.csv --output list-cleaning.html
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileSystemInfo> data = Arguments.Data();
        Option<DirectoryInfo?> images = Arguments.Images();
        Option<FileInfo> output = new("--output", "-o")
        {
            Description = "The page (.html). The cleaned manifest belongs in its folder.", HelpName = "FILE", DefaultValueFactory = _ => new FileInfo("cleaning.html"),
        };
        Option<FileInfo?> model = new("--model") { Description = "Model (.zip) whose features are used. Default: resnet18-imagenet.", HelpName = "FILE" };
        Option<int> folds = new("--folds") { Description = "Number of folds of the cross-validation, 2 to 100.", HelpName = "N", DefaultValueFactory = _ => 5 };
        Option<int> least = new("--least-images") { Description = "Images of classes with fewer images are not suspected, 2 to 1000.", HelpName = "N", DefaultValueFactory = _ => 5 };
        Command command = new("clean", Description) { data, images, output, model, folds, least };
        command.SetAction((parsed, cancellationToken) =>
        {
            FileInfo page = parsed.GetRequiredValue(output);
            OutputPath.CheckFile(page, "--output");
            MLContext ml = terminal.CreateContext();
            ImageSets sets = ImageData.Open(ml, parsed.GetRequiredValue(data), parsed.GetValue(images));
            using SavedModel? saved = parsed.GetValue(model) is { } file ? SavedModel.Load(ml, file) : null;
            var options = new LabelErrorOptions { Model = saved?.Pipeline, Folds = parsed.GetValue(folds), LeastImages = parsed.GetValue(least) };
            LabelErrorReport errors = ml.Data.FindLabelErrors(sets.Train, options, new CountProgress(terminal, "images seen"), cancellationToken);
            DataReport faults = ml.Data.CheckImageSets(sets, progress: new CountProgress(terminal, "images checked for copies"), cancellationToken: cancellationToken);
            page.Directory!.Create();
            ml.Data.SaveCleaningPage(page.FullName, sets, errors, faults);
            terminal.Out.WriteLine(
                $"{Count(errors.Errors.Count, "probable label error")} among {Count(errors.ImageCount, "image")}. "
                + $"{Count(errors.Unreadable.Count, "image")} cannot be read. Decide about them, and about copies, in {page}.");
            return Task.FromResult(0);
        });
        return command;
    }

    private static string Count(int number, string noun) => $"{number:N0} {noun}{(number == 1 ? string.Empty : "s")}";
}
