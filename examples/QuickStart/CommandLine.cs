using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;
using MLNet.Ride.Torch;

namespace QuickStart;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Func<Settings, CancellationToken, int> run, Func<FileInfo, FileInfo[], CancellationToken, int> predict)
    {
        Option<DirectoryInfo?> data = new("--data")
        {
            Description = "Folder of your own images: CIFAR binaries (train.bin and test.bin, or data_batch_*.bin and test_batch.bin), "
                + "or train/ and test/ with a folder per class. Without it, pictures are drawn.",
            HelpName = "DIR",
        };
        Option<int?> epochs = Number<int?>("--epochs", "Passes over the training images. Default: 30 with --data, fewer for the drawn pictures.");
        epochs.Validators.Add(InRange("--epochs", 1, 100_000));
        Option<int> experts = Number<int>("--experts", "RIDE's experts, 1 to 16; routing needs at least 2.");
        experts.DefaultValueFactory = _ => Settings.DefaultExperts;
        experts.Validators.Add(InRange("--experts", 1, 16));
        Option<DirectoryInfo> output = new("--output")
        {
            Description = "Folder for the pictures drawn, the model (ride.zip), report.html and results.md.",
            HelpName = "DIR",
            DefaultValueFactory = _ => new("quickstart-output"),
        };
        Option<int> seed = Number<int>("--seed", "Seed of pictures, weights and training.");
        seed.DefaultValueFactory = _ => Settings.DefaultSeed;
        seed.Validators.Add(InRange("--seed", 0, int.MaxValue));
        Option<Precision> precision = new("--precision") { Description = "Precision of the convolutions. Default: float32." };
        Option<int?> teacherExperts = Number<int?>("--teacher-experts", "RIDE learns from a teacher of so many experts too, which is trained first (the paper takes 6).");
        teacherExperts.Validators.Add(InRange("--teacher-experts", 1, 16));
        Option<bool> skipBaseline = new("--skip-baseline") { Description = "Train RIDE only, without the plain network to compare it with." };

        RootCommand root = new("Trains a plain network and RIDE on long-tailed images, compares them by class frequency, "
            + "and lets a new process predict with the saved model.")
        {
            data, epochs, experts, output, seed, precision, teacherExperts, skipBaseline, PredictCommand(predict),
        };
        root.SetAction((parsed, cancellation) => Task.Run(
            () => run(
                new(
                    parsed.GetValue(data),
                    parsed.GetValue(epochs),
                    parsed.GetValue(experts),
                    parsed.GetRequiredValue(output),
                    parsed.GetValue(seed),
                    parsed.GetValue(skipBaseline),
                    parsed.GetValue(precision),
                    parsed.GetValue(teacherExperts)),
                cancellation),
            CancellationToken.None));
        return root;
    }

    private static Command PredictCommand(Func<FileInfo, FileInfo[], CancellationToken, int> predict)
    {
        Argument<FileInfo> model = new("MODEL") { Description = "A model that this program saved, such as quickstart-output/ride.zip." };
        Argument<FileInfo[]> files = new("FILE") { Description = "Images.", Arity = ArgumentArity.OneOrMore };
        Command command = new("predict", "Predicts single image files with a saved model.") { model, files };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => predict(parsed.GetRequiredValue(model), parsed.GetRequiredValue(files), cancellation), CancellationToken.None));
        return command;
    }

    private static Option<T> Number<T>(string name, string description) => new(name) { Description = description, HelpName = "N" };

    private static Action<OptionResult> InRange(string name, int least, int most)
        => result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (text != "" && !(BigInteger.TryParse(text, out BigInteger value) && value >= least && value <= most))
            {
                result.AddError($"{name} must be a whole number from {least} to {most}, but is {text}.");
            }
        };
}
