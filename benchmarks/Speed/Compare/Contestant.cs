using System.Diagnostics;

namespace Speed.Compare;

/// <summary>One row of the comparison: a program that measures itself in a process of its own and prints a <see cref="Result"/>.</summary>
internal sealed record Contestant(string Task, string Name, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>What this program itself measures when it is started with other arguments.</summary>
    public static Contestant Own(string task, string name, IReadOnlyList<string> arguments) => new(task, name, Environment.ProcessPath!, arguments);

    /// <summary>
    /// Whether libtorch's threads spin between operations. Those of this program sleep, which the library's own layers need; layers of libtorch alone are faster
    /// with spinning ones.
    /// </summary>
    public bool Spins { get; init; }

    /// <summary>The results of the rounds so far.</summary>
    public List<Result> Results { get; } = [];

    /// <summary>Images per second: the median of the rounds.</summary>
    public double Median => Speed.Median.Of(Results.Select(result => result.ImagesPerSecond));

    /// <summary>Measures all contestants in turn, round after round.</summary>
    public static void MeasureInTurn(IReadOnlyList<Contestant> all, int rounds)
    {
        for (int round = 1; round <= rounds; round++)
        {
            foreach (Contestant contestant in all)
            {
                contestant.Measure();
                Console.Error.WriteLine($"round {round}, {contestant.Task}: {contestant.Name} {contestant.Results[^1].ImagesPerSecond} images/s");
            }
        }
    }

    private void Measure() => Results.Add(Result.Parse(Run().Trim().Split('\n')[^1]));

    /// <returns>What the program writes to standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has what it wrote to standard error.</exception>
    public string Run()
    {
        var start = new ProcessStartInfo(Program, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // ONNX Runtime sends usage data otherwise.
        start.Environment["ORT_DISABLE_TELEMETRY"] = "1";
        if (Spins)
        {
            start.Environment.TryAdd("OMP_WAIT_POLICY", "active");
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{Name} failed: {errors.Result}");
    }
}
