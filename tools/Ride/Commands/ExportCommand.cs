using System.CommandLine;
using Microsoft.ML;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride export</c>.</summary>
internal static class ExportCommand
{
    private const string Description = """
        Exports a saved model as an ONNX graph, or its weights as safetensors.

        Examples:
          ride export model.zip --onnx model.onnx
          ride export model.zip --onnx model.onnx --onnx-form expertScores
          ride export model.zip --safetensors weights.safetensors
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileInfo> model = Arguments.Model();
        Option<FileInfo?> onnx = new("--onnx") { Description = "The ONNX file to write.", HelpName = "FILE" };
        Option<OnnxForm?> form = new("--onnx-form") { Description = "What the graph computes. Default: routed if the model has routers, otherwise all experts." };
        Option<FileInfo?> weights = new("--safetensors") { Description = "The safetensors file to write, with the tensor names of the published code.", HelpName = "FILE" };
        Command command = new("export", Description) { model, onnx, form, weights };
        command.Validators.Add(result =>
        {
            if (result.GetResult(onnx) is null && result.GetResult(weights) is null)
            {
                result.AddError("Specify what to write: --onnx FILE, --safetensors FILE, or both.");
            }
        });
        command.SetAction(parsed =>
        {
            using SavedModel saved = SavedModel.Load(new MLContext(), parsed.GetRequiredValue(model));
            if (parsed.GetValue(onnx) is { } graph)
            {
                saved.Ride.SaveOnnx(graph.FullName, parsed.GetValue(form));
                terminal.Out.WriteLine($"Wrote {graph}.");
            }

            if (parsed.GetValue(weights) is { } file)
            {
                saved.Ride.SaveWeights(file.FullName);
                terminal.Out.WriteLine($"Wrote {file}.");
            }

            return 0;
        });
        return command;
    }
}
