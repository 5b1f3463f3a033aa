using System.CommandLine;
using MLNet.Ride.Torch.Options;
using TorchSharp;

namespace Speed.Gpu;

/// <summary><c>gpu compare</c>, and what it runs in processes of their own.</summary>
internal static class GpuCommands
{
    private static readonly Option<GpuTask> s_task = new("--task") { Description = "What is trained.", Required = true };
    private static readonly Option<string> s_device = new Option<string>("--device")
    {
        Description = "cuda, or cpu to try the command without a GPU. Default: cuda.",
        DefaultValueFactory = _ => GpuTraining.Cuda,
    }.AcceptOnlyFromAmong(GpuTraining.Cuda, "cpu");

    /// <param name="precision">The option for the precision.</param>
    /// <param name="measured">Adds the options of a measurement on the CIFAR-100 records to a command, and has it run.</param>
    /// <param name="measurement">Reads these options.</param>
    public static Command Create(Option<Precision> precision, Func<Command, Action<ParseResult>, Command> measured, Func<ParseResult, Measurement> measurement) => new("gpu", "Training on a GPU.")
    {
        measured(
            new("compare", "Measures training on a GPU, compares results with those of the CPU, and prints a table in Markdown.") { s_device },
            parsed => GpuComparison.Run(measurement(parsed), parsed.GetRequiredValue(s_device), [.. parsed.Tokens.Select(token => token.Value)])),
        measured(new("train", "Trains.") { s_task, precision, s_device }, parsed =>
        {
            Result result = GpuTraining.Measure(measurement(parsed), parsed.GetValue(s_task), parsed.GetValue(precision), Device(parsed));
            Console.WriteLine(result.ToJson());
        }),
        measured(new("parity", "Compares training and scoring with the CPU.") { s_device }, parsed => Console.WriteLine(Parity.Measure(measurement(parsed), Device(parsed)))),
    };

    private static torch.Device Device(ParseResult parsed) => GpuTraining.Device(parsed.GetRequiredValue(s_device));
}
