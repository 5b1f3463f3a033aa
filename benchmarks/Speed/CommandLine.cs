using System.CommandLine;
using MLNet.Ride.Torch.Options;
using Speed.Compare;
using Speed.Gpu;
using Speed.Layers;
using Speed.Limits;
using Speed.OnnxRuntime;
using Speed.Photos;
using Speed.PlainTorchSharp;
using Speed.Ride;

namespace Speed;

/// <summary>The commands: <c>compare</c>, and what it runs in processes of their own, a group for each contestant.</summary>
internal static class CommandLine
{
    private static readonly Option<DirectoryInfo> s_data = new("--data") { Description = "Folder with train.bin and test.bin, CIFAR-100 records.", Required = true };
    private static readonly Option<FileInfo?> s_model = new("--model") { Description = "A trained model (.zip) of ResNet-32 with routing, for scoring with routing." };
    private static readonly Option<Precision> s_precision = new("--precision") { Description = "Precision of the convolutions." };
    private static readonly Option<double> s_seconds = Number("--seconds", 10.0, "Seconds measured; compare takes half of them for scoring.");
    private static readonly Option<double> s_warmUp = Number("--warmup", 2.0, "Seconds before the measurement.");
    private static readonly Option<int> s_threads = Number("--threads", Environment.ProcessorCount, "Threads that compute.");
    private static readonly Option<int> s_batch = Number("--batch", 128, "Images in a batch.");
    private static readonly Option<int> s_rounds = Number("--rounds", 3, "Times that everything is measured, in turn; the median counts.");
    private static readonly Option<string?> s_python = new("--python") { Description = "Python with PyTorch and torchvision. Default: python3 on the PATH, else that of the system." };
    private static readonly Option<DirectoryInfo?> s_checkout = new("--checkout") { Description = "Checkout of the published RIDE code." };
    private static readonly Option<FileInfo> s_onnx = new("--onnx") { Description = "The exported model.", Required = true };

    public static RootCommand Create()
    {
        var compare = new Command("compare", "Measures all contestants in turn and prints the ratios as a table in Markdown.") { s_model, s_rounds, s_python, s_checkout };
        Configure(compare, parsed => Comparison.Run(
            Measurement(parsed),
            parsed.GetValue(s_model),
            parsed.GetValue(s_rounds),
            parsed.GetValue(s_python),
            parsed.GetValue(s_checkout),
            [.. parsed.Tokens.Select(token => token.Value)]));

        return new RootCommand("Speed of training and scoring.")
        {
            compare,
            PhotoCommands.Create(s_rounds, Timed, parsed => new(new("."), parsed.GetValue(s_seconds), parsed.GetValue(s_warmUp), parsed.GetValue(s_threads), parsed.GetValue(s_batch))),
            GpuCommands.Create(s_precision, Configure, Measurement),
            LayerComparison.Create(),
            ProcessorLimits.Create(),
            new Command("ride", "This library.")
            {
                Measured("train", "Trains.", parsed => TrainingSpeed.Measure(Measurement(parsed), parsed.GetValue(s_precision)), s_precision),
                Measured(
                    "score",
                    "Scores the test images.",
                    parsed => ScoringSpeed.Measure(Measurement(parsed), parsed.GetValue(s_precision), parsed.GetValue(s_model)),
                    s_precision,
                    s_model),
                Configure(
                    new("export", "Writes a model for ONNX Runtime.") { s_onnx, s_model },
                    parsed => OnnxFile.Write(Measurement(parsed), parsed.GetValue(s_model), parsed.GetRequiredValue(s_onnx))),
            },
            new Command("torchsharp", "The same network and recipe in plain TorchSharp.")
            {
                Measured("train", "Trains.", parsed => PlainTraining.Measure(Measurement(parsed))),
                Measured("score", "Scores the test images.", parsed => PlainScoring.Measure(Measurement(parsed))),
                Configure(new("check", "Fails unless network and loss are the library's."), parsed => SameNetwork.Check(Measurement(parsed))),
            },
            new Command("onnxruntime", "An exported model in ONNX Runtime.")
            {
                Measured(
                    "score",
                    "Scores the test images.",
                    parsed => OnnxScoring.Measure(
                        Measurement(parsed),
                        parsed.GetRequiredValue(s_onnx),
                        CifarRecords.Read(Measurement(parsed).TestFile).Select(record => record.Pixels),
                        CifarRecords.ImageSize,
                        Speed.Measurement.Experts),
                    s_onnx),
            },
        };
    }

    private static Command Measured(string name, string description, Func<ParseResult, Result> measure, params Option[] options)
    {
        var command = new Command(name, description);
        Array.ForEach(options, command.Options.Add);
        return Configure(command, parsed => Console.WriteLine(measure(parsed).ToJson()));
    }

    private static Command Configure(Command command, Action<ParseResult> action)
    {
        command.Options.Add(s_data);
        return Timed(command, action);
    }

    private static Command Timed(Command command, Action<ParseResult> action)
    {
        foreach (Option option in (Option[])[s_seconds, s_warmUp, s_threads, s_batch])
        {
            command.Options.Add(option);
        }

        command.SetAction(action);
        return command;
    }

    private static Measurement Measurement(ParseResult parsed) => new(
        parsed.GetRequiredValue(s_data),
        parsed.GetValue(s_seconds),
        parsed.GetValue(s_warmUp),
        parsed.GetValue(s_threads),
        parsed.GetValue(s_batch));

    private static Option<T> Number<T>(string name, T value, string description)
        => new(name) { Description = $"{description} Default: {value}.", DefaultValueFactory = _ => value };
}
