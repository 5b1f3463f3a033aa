using System.CommandLine;
using Microsoft.ML;
using MLNet.Ride.Tool.Checks;
using MLNet.Ride.Tool.Data;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Commands;

/// <summary><c>ride export</c>.</summary>
internal static class ExportCommand
{
    // Rows are paths, not images.
    private const int ShufflePool = 100_000;

    private const string Description = """
        Exports a saved model as an ONNX graph, or its weights as safetensors; or makes a model of the checkpoint of an interrupted run.

        Examples:
          ride export model.zip --onnx model.onnx
          ride export model.zip --onnx model.onnx --onnx-form expertScores
          ride export model.zip --onnx small.onnx --onnx-calibration photos
          ride export model.zip --safetensors weights.safetensors
          ride export model.zip.checkpoint --output model.zip
        """;

    public static Command Create(Terminal terminal)
    {
        Argument<FileSystemInfo> model = new("MODEL") { Description = "A saved model (.zip), or the checkpoint of a training run (a folder)." };
        Option<FileInfo?> output = new("--output", "-o") { Description = "The model to write (.zip), of a checkpoint.", HelpName = "FILE" };
        Option<FileInfo?> onnx = new("--onnx") { Description = "The ONNX file to write.", HelpName = "FILE" };
        Option<OnnxForm?> form = new("--onnx-form") { Description = "What the graph computes. Default: routed if the model has routers, otherwise all experts." };
        Option<FileSystemInfo?> calibration = new("--onnx-calibration")
        {
            Description = "Training images (as in 'ride train'): the graph computes with 8-bit integers, whose ranges are measured on some of them.", HelpName = "DATA",
        };
        Option<FileInfo?> weights = new("--safetensors") { Description = "The safetensors file to write, with the tensor names of the published code.", HelpName = "FILE" };
        Command command = new("export", Description) { model, output, onnx, form, calibration, weights };
        command.Validators.Add(result =>
        {
            if (result.GetResult(onnx) is null && result.GetResult(weights) is null && result.GetResult(output) is null)
            {
                result.AddError("Specify what to write: --onnx FILE, --safetensors FILE, or both; or --output FILE for a checkpoint.");
            }
        });
        command.SetAction(parsed =>
        {
            FileSystemInfo source = parsed.GetRequiredValue(model);
            if (parsed.GetValue(output) is { } zip)
            {
                OutputPath.CheckFile(zip, "--output");
                if (source is FileInfo { Exists: true })
                {
                    throw new UsageError($"--output works only with the checkpoint of a training run (a folder), but '{source}' is a file.");
                }
            }

            MLContext ml = terminal.CreateContext();
            using SavedModel saved = source is DirectoryInfo || parsed.GetValue(output) is not null ? SavedModel.OfCheckpoint(ml, source.ToString(), terminal) : SavedModel.Load(ml, (FileInfo)source);
            if (parsed.GetValue(output) is { } file)
            {
                saved.Save(ml, file);
                terminal.Out.WriteLine($"Wrote {file}.");
            }

            if (parsed.GetValue(onnx) is { } graph)
            {
                if (saved.Ride.TestTimeAugmentation != TestTimeAugmentation.None)
                {
                    terminal.Warn("The model averages several views of an image (test-time augmentation), which the graph does not: its scores differ.");
                }

                using RideTransformer oneView = saved.Ride.WithTestTimeAugmentation(TestTimeAugmentation.None);
                IDataView? images = parsed.GetValue(calibration) is { } data ? saved.Pipeline.Transform(Shuffled(ml, data)) : null;
                oneView.SaveOnnx(graph.FullName, parsed.GetValue(form), calibration: images);
                terminal.Out.WriteLine($"Wrote {graph}.");
            }

            if (parsed.GetValue(weights) is { } tensors)
            {
                saved.Ride.SaveWeights(tensors.FullName);
                terminal.Out.WriteLine($"Wrote {tensors}.");
            }

            return 0;
        });
        return command;
    }

    private static IDataView Shuffled(MLContext ml, FileSystemInfo data)
        => ml.Data.ShuffleRows(ImageData.Open(ml, data, null).Train, seed: 1, shufflePoolSize: ShufflePool, shuffleSource: false);
}
