using System.CommandLine;
using MLNet.Ride.Torch;

namespace Speed;

/// <summary>The commands: <c>train</c> and <c>score</c> measure this library, <c>compare</c> runs them and others in turn.</summary>
internal static class CommandLine
{
    private static readonly Option<DirectoryInfo> s_data = new("--data") { Description = "Folder with train.bin and test.bin, CIFAR-100 records.", Required = true };
    private static readonly Option<FileInfo?> s_model = new("--model") { Description = "A trained model (.zip) of ResNet-32 with routing, for scoring with routing." };
    private static readonly Option<Precision> s_precision = new("--precision") { Description = "Precision of the convolutions." };
    private static readonly Option<int> s_steps = Number("--steps", 40, "Batches measured.");
    private static readonly Option<int> s_warmUp = Number("--warmup", 5, "Batches before the measurement.");
    private static readonly Option<int> s_threads = Number("--threads", Environment.ProcessorCount, "Threads of libtorch.");
    private static readonly Option<int> s_batch = Number("--batch", 128, "Images in a batch.");
    private static readonly Option<int> s_rounds = Number("--rounds", 3, "Times that everything is measured, in turn; the median counts.");
    private static readonly Option<string> s_python = new("--python") { Description = "Python with PyTorch and torchvision.", DefaultValueFactory = _ => "python3" };
    private static readonly Option<DirectoryInfo?> s_checkout = new("--checkout") { Description = "Checkout of the published RIDE code." };

    public static RootCommand Create()
    {
        var train = new Command("train", "Trains ResNet-32 with three experts.") { s_data, s_precision, s_steps, s_warmUp, s_threads, s_batch };
        train.SetAction(parsed => Write(TrainingSpeed.Measure(Measurement(parsed))));
        var score = new Command("score", "Scores the test images.") { s_data, s_model, s_precision, s_steps, s_warmUp, s_threads, s_batch };
        score.SetAction(parsed => Write(ScoringSpeed.Measure(Measurement(parsed), parsed.GetValue(s_model))));
        var compare = new Command("compare", "Measures this library, plain PyTorch and the published code in turn and prints ratios.")
        {
            s_data, s_model, s_steps, s_warmUp, s_threads, s_batch, s_rounds, s_python, s_checkout,
        };
        compare.SetAction(parsed => Comparison.Run(
            Measurement(parsed), parsed.GetValue(s_model), parsed.GetValue(s_rounds), parsed.GetRequiredValue(s_python), parsed.GetValue(s_checkout)));
        return new RootCommand("Speed of training and scoring.") { train, score, compare };
    }

    private static void Write(Result result) => Console.WriteLine(result.ToJson());

    private static Measurement Measurement(ParseResult parsed) => new(
        parsed.GetRequiredValue(s_data),
        parsed.GetValue(s_precision),
        parsed.GetValue(s_steps),
        parsed.GetValue(s_warmUp),
        parsed.GetValue(s_threads),
        parsed.GetValue(s_batch));

    private static Option<int> Number(string name, int value, string description)
        => new(name) { Description = $"{description} Default: {value}.", DefaultValueFactory = _ => value };
}
