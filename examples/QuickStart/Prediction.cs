using System.Diagnostics;
using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Display;

namespace QuickStart;

/// <summary>Loads a saved model and predicts image files, as an app does.</summary>
internal sealed class Prediction(Terminal terminal)
{
    public int Run(FileInfo file, FileInfo[] images)
    {
        using RideTransformer model = Load(file);
        var table = new PredictionTable($"{file.Name}, loaded in process {Environment.ProcessId}");
        foreach (FileInfo image in images)
        {
            table.Add(Path.Combine(image.Directory?.Name ?? "", image.Name), model.Predict(File.ReadAllBytes(image.FullName), k: 3));
        }

        table.Write(terminal.Results);
        return 0;
    }

    public static int RunInNewProcess(string model, IEnumerable<string> images)
    {
        using Process process = Process.Start("dotnet", [typeof(Prediction).Assembly.Location, "predict", model, .. images]);
        process.WaitForExit();
        return process.ExitCode;
    }

    private static RideTransformer Load(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new UserError($"There is no model {file}. Train one first: ./run.sh");
        }

        try
        {
            return RideTransformer.FindIn(new MLContext().Model.Load(file.FullName, out _));
        }
        catch (Exception problem) when (problem is FormatException or InvalidDataException or InvalidOperationException)
        {
            throw new UserError($"{file} is not a model, or is damaged: {problem.Message}");
        }
    }
}
