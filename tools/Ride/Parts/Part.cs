using System.Globalization;

namespace MLNet.Ride.Tool.Parts;

/// <summary>One of several parts of a list of images: every <paramref name="Count"/>th image, beginning with the one of the part's number.</summary>
/// <param name="Number">Number of the part, from 1.</param>
/// <param name="Count">Number of parts.</param>
internal sealed record Part(int Number, int Count)
{
    public const string Automatic = "auto";

    // Number (from 0 or from another one), first number, and count of the parts of a job: Kubernetes (whose manifest sets the count), Slurm arrays.
    private static readonly (string Number, string? First, string Count)[] s_jobs =
        [("JOB_COMPLETION_INDEX", null, "JOB_COMPLETIONS"), ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT")];

    public static Part Whole { get; } = new(1, 1);

    /// <summary>Reads <c>3/16</c>.</summary>
    /// <returns>The part; <see langword="null"/> if the text is none.</returns>
    public static Part? Parse(string text)
        => text.Split('/') is [var number, var count] && Read(number) is { } n and >= 1 && Read(count) is { } c && n <= c ? new(n, c) : null;

    /// <summary>The part of this process, which a launcher of parallel jobs, Kubernetes, or Slurm started as one of several.</summary>
    /// <param name="variable">Returns an environment variable.</param>
    /// <returns>The part; <see langword="null"/> if it is not one of several.</returns>
    public static Part? OfProcess(Func<string, string?> variable)
    {
        if (TrainingProcess.Count is { } processes and > 1)
        {
            return new(TrainingProcess.Rank + 1, processes);
        }

        foreach ((string number, string? first, string count) in s_jobs)
        {
            if (Read(variable(number)) is { } index && Read(variable(count)) is { } parts)
            {
                return new(index - (first is null ? 0 : Read(variable(first)) ?? 0) + 1, parts);
            }
        }

        return null;
    }

    /// <summary>Whether an image belongs to the part.</summary>
    /// <param name="row">Number of the image, from 1.</param>
    public bool Has(long row) => (row - 1) % Count == Number - 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static int? Read(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
