using System.Globalization;
using MLNet.Ride.Tool.Checks;

namespace MLNet.Ride.Tool.Parts;

/// <summary>Where a part of the predictions is written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Part">The part.</param>
internal sealed record PredictionOutput(string Path, Part Part)
{
    private const string Place = "{part}";

    /// <summary>Whether the file was written before.</summary>
    public bool IsComplete => File.Exists(Path);

    /// <param name="output">The path, in which {part} stands for the number of the part.</param>
    /// <param name="part">The part, such as 3/16, or auto; <see langword="null"/> for all images.</param>
    /// <exception cref="UsageError">There is no such part.</exception>
    public static PredictionOutput Of(string output, string? part)
    {
        if (part == Part.Automatic && !output.Contains(Place, StringComparison.Ordinal))
        {
            throw new UsageError($"--part auto requires {Place} in --output, so that each part has its own file: --output part-{Place}.jsonl");
        }

        Part own = part switch
        {
            null => Part.Whole,
            Part.Automatic => Part.OfProcess(Environment.GetEnvironmentVariable) ?? throw new UsageError(
                "--part auto: this process is not one of several. Start it with mpirun or as a task of a Slurm array, set JOB_COMPLETIONS in the manifest of a "
                + "Kubernetes indexed Job, or name the part (--part 3/16)."),
            _ => Part.Parse(part) ?? throw new UsageError($"--part must be the number of a part and the number of parts, such as 3/16, or auto, but is {part}."),
        };
        return new(output.Replace(Place, own.Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), own);
    }

    /// <summary>Classifies the images, and writes the file.</summary>
    /// <returns>The exit code.</returns>
    public int Write(PartedPrediction prediction, string settings, Terminal terminal)
    {
        var file = new FileInfo(Path);
        OutputPath.CheckFile(file, "--output");
        file.Directory!.Create();
        long before = prediction.Write(Path, settings);
        terminal.Out.WriteLine($"Wrote {Path}: {prediction.Count} {(prediction.Count == 1 ? "image" : "images")}{(before > 0 ? $", {before} of them before it was interrupted" : string.Empty)}.");
        return prediction.Failures == 0 ? 0 : Program.Failed;
    }
}
