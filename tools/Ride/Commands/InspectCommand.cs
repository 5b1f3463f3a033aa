using System.CommandLine;
using Microsoft.ML;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using Spectre.Console;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride inspect</c>.</summary>
internal static class InspectCommand
{
    private const int ShownClasses = 10;

    private const string Description = """
        Describes a saved model: architecture, parameters and operations, classes and their training images.

        Examples:
          ride inspect model.zip
          ride inspect model.zip --classes
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileInfo> model = Arguments.Model();
        Option<bool> all = new("--classes") { Description = $"List all classes instead of the {ShownClasses} most frequent ones." };
        Command command = new("inspect", Description) { model, all };
        command.SetAction(parsed =>
        {
            using SavedModel saved = SavedModel.Load(new MLContext(), parsed.GetRequiredValue(model));
            terminal.Results.Write(Properties(saved.Ride));
            terminal.Results.Write(Classes(saved.Ride, parsed.GetValue(all) ? int.MaxValue : ShownClasses));
            return 0;
        });
        return command;
    }

    private static Table Properties(RideTransformer model)
    {
        ModelDescription network = model.Network;
        NetworkCost cost = model.Cost;
        Table table = new Table { Border = TableBorder.Rounded }.HideHeaders().AddColumns("", "");
        Add("backbone", network.Backbone + (network.ReducedWidth ? ", experts at three quarters width" : string.Empty));
        Add("experts", network.ExpertCount + (network.RouterTopLogits > 0 ? ", with routing" : string.Empty));
        Add("classifier", network.Head.ToString().ToLowerInvariant());
        Add("images", $"{network.ImageSize} × {network.ImageSize} pixels"
            + (network.ResizeShorterSide is { } side ? $", center crop after resizing the shorter side to {side}" : string.Empty));
        Add("parameters", $"{cost.Parameters:N0}");
        IEnumerable<string> operations = Enumerable.Range(1, cost.ExpertCount).Select(k => $"{cost.MacsOfExperts(k) / 1e6:N1}");
        Add("operations", string.Join(", ", operations) + " million MACs per image, by experts used");
        Add("precision", network.Precision.ToString().ToLowerInvariant());
        Add("temperature", $"{model.Temperature:0.###}" + (model.Temperature == 1 ? ", not calibrated" : string.Empty));
        if (model.ClassOffsets is { } offsets)
        {
            Add("class offsets", $"{offsets.Min():0.###} to {offsets.Max():0.###}, added to the logits");
        }

        if (model.TestTimeAugmentation != TestTimeAugmentation.None)
        {
            Add("views", $"{model.TestTimeAugmentation} (test-time augmentation)");
        }

        if (model.NoveltyScore is { } score)
        {
            Add("novelty", $"{score}, threshold {model.NoveltyThreshold:0.###}");
        }

        Add("classes", $"{model.ClassCount:N0}");
        Add("training images", $"{model.TrainingCounts.Sum(n => (long)n):N0}, {model.TrainingCounts.Min():N0} to {model.TrainingCounts.Max():N0} per class");
        return table;

        void Add(string name, string value) => table.AddRow(new Text(name), new Text(value));
    }

    private static Table Classes(RideTransformer model, int most)
    {
        Table table = new Table { Border = TableBorder.Rounded }.AddColumn("class").AddColumn(new TableColumn("training images").RightAligned());
        foreach ((string name, int count) in model.ClassNames.Zip(model.TrainingCounts).OrderByDescending(c => c.Second).Take(most))
        {
            table.AddRow(new Text(name), new Text($"{count:N0}"));
        }

        if (model.ClassCount > most)
        {
            table.AddRow(new Text($"… and {model.ClassCount - most:N0} more"), Text.Empty);
        }

        return table;
    }
}
