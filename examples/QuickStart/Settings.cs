using System.CommandLine;
using System.Globalization;

namespace QuickStart;

/// <summary>What the command line asks for.</summary>
/// <param name="Data">Folder with train/ and test/; <see langword="null"/> draws pictures.</param>
/// <param name="Epochs">Epochs of each training run.</param>
/// <param name="Experts">Number of RIDE's experts.</param>
/// <param name="Output">Folder for the pictures, the model and the report.</param>
/// <param name="Seed">Seed of pictures, weights and training.</param>
internal sealed record Settings(DirectoryInfo? Data, int Epochs, int Experts, DirectoryInfo Output, int Seed)
{
    public static RootCommand Command(Func<Settings, CancellationToken, int> train, Func<FileInfo, FileInfo[], int> predict)
    {
        Option<DirectoryInfo?> data = new("--data")
        {
            Description = "Folder of your own images: train/ and test/, each with a folder per class. Without it, pictures are drawn.",
            HelpName = "DIR",
        };
        Option<int> epochs = Number("--epochs", "Passes over the training images.", 16, 1, 100_000);
        Option<int> experts = Number("--experts", "RIDE's experts, 2 to 16.", 3, 2, 16);
        Option<DirectoryInfo> output = new("--output")
        {
            Description = "Folder for the pictures drawn, the model (ride.zip) and report.html.",
            HelpName = "DIR",
            DefaultValueFactory = _ => new("quickstart-output"),
        };
        Option<int> seed = Number("--seed", "Seed of pictures, weights and training.", 1, 0, int.MaxValue);
        RootCommand root = new("Trains a plain network and RIDE on long-tailed images, compares them by class frequency, and predicts with the saved model in a new process.")
        {
            data, epochs, experts, output, seed, Predict(predict),
        };
        root.SetAction((parsed, cancellation) => Task.Run(
            () => train(
                new(parsed.GetValue(data), parsed.GetValue(epochs), parsed.GetValue(experts), parsed.GetRequiredValue(output), parsed.GetValue(seed)),
                cancellation),
            CancellationToken.None));
        return root;
    }

    private static Command Predict(Func<FileInfo, FileInfo[], int> predict)
    {
        Argument<FileInfo> model = new("MODEL") { Description = "A saved model, such as quickstart-output/ride.zip." };
        Argument<FileInfo[]> files = new("FILE") { Description = "Images.", Arity = ArgumentArity.OneOrMore };
        Command command = new("predict", "Predicts image files with a saved model.") { model, files };
        command.SetAction(parsed => predict(parsed.GetRequiredValue(model), parsed.GetRequiredValue(files)));
        return command;
    }

    private static Option<int> Number(string name, string description, int standard, int least, int most)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (text != "" && !(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most))
            {
                result.AddError($"{name} must be a whole number from {least} to {most}, but is {text}.");
            }
        });
        return option;
    }
}
