using System.CommandLine;
using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Onnx;
using Speed.OnnxRuntime;
using Speed.Ride;

namespace Speed.Photos;

/// <summary><c>photos compare</c>, and what it runs in processes of their own.</summary>
internal static class PhotoCommands
{
    private static readonly Option<string> s_backbone = new("--backbone") { Description = "Name of the backbone.", Required = true };
    private static readonly Option<int> s_experts = new("--experts") { Description = "Number of experts.", Required = true };
    private static readonly Option<string?> s_bits = new("--vector-bits") { Description = "Bits of a vector, 0 for the layers of libtorch. Default: the widest." };
    private static readonly Option<FileInfo> s_onnx = new("--onnx") { Description = "The exported model.", Required = true };

    /// <param name="rounds">The option for the number of rounds.</param>
    /// <param name="measured">Adds the options of a measurement to a command, and has it run.</param>
    /// <param name="measurement">Reads these options.</param>
    public static Command Create(Option<int> rounds, Func<Command, Action<ParseResult>, Command> measured, Func<ParseResult, Measurement> measurement)
    {
        var export = new Command("export", "Writes a network for ONNX Runtime.") { s_backbone, s_experts, s_onnx };
        export.SetAction(parsed =>
        {
            using RideModel model = Network(parsed).Create();
            model.SaveOnnx(parsed.GetRequiredValue(s_onnx).FullName);
        });
        return new("photos", "Scoring of photos.")
        {
            measured(
                new("compare", "Measures all contestants in turn and prints the ratios as a table in Markdown.") { rounds },
                parsed => PhotoComparison.Run(measurement(parsed), parsed.GetValue(rounds), [.. parsed.Tokens.Select(token => token.Value)])),
            export,
            measured(new("ride", "This library.") { s_backbone, s_experts, s_bits }, parsed =>
            {
                AppContext.SetData(ProcessorKernels.Setting, parsed.GetValue(s_bits));
                Console.WriteLine(ScoringSpeed.Measure(measurement(parsed), Network(parsed).Create(), PhotoNetwork.Images()).ToJson());
            }),
            measured(new("onnxruntime", "ONNX Runtime.") { s_backbone, s_experts, s_onnx }, parsed =>
            {
                PhotoNetwork network = Network(parsed);
                Result result = OnnxScoring.Measure(
                    measurement(parsed), parsed.GetRequiredValue(s_onnx), PhotoNetwork.Images(), PhotoNetwork.ImageSize, network.Experts);
                Console.WriteLine(result.ToJson());
            }),
        };
    }

    private static PhotoNetwork Network(ParseResult parsed) => new(parsed.GetRequiredValue(s_backbone), parsed.GetValue(s_experts));
}
