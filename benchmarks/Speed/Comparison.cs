using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Torch;

namespace Speed;

/// <summary>Runs every contestant in a process of its own, in turn, and compares the medians with plain PyTorch's.</summary>
internal static class Comparison
{
    public static int Run(Measurement what, FileInfo? model, int rounds, string python, DirectoryInfo? checkout)
    {
        string scripts = Path.Combine(AppContext.BaseDirectory, "pytorch");
        string[] size =
        [
            "--steps", Text(what.Steps), "--warmup", Text(what.WarmUp), "--threads", Text(what.Threads), "--batch", Text(what.Batch),
        ];
        foreach (string command in (string[])["train", "score"])
        {
            var contestants = new List<Contestant>
            {
                new("plain PyTorch", python, [Path.Combine(scripts, "ride_cifar.py"), command, what.Data.FullName, .. size]),
            };
            if (checkout is not null)
            {
                contestants.Add(new("published code", python, [Path.Combine(scripts, "published_code.py"), command, checkout.FullName, what.Data.FullName, .. size]));
            }

            foreach (Precision precision in Enum.GetValues<Precision>())
            {
                string[] own = [command, "--data", what.Data.FullName, "--precision", precision.ToString(), .. size];
                contestants.Add(new($"MLNet.Ride {precision}", Environment.ProcessPath!, own));
                if (command == "score" && model is not null)
                {
                    contestants.Add(new($"MLNet.Ride {precision}, routing", Environment.ProcessPath!, [.. own, "--model", model.FullName]));
                }
            }

            Print(command, contestants, Measure(contestants, rounds));
        }

        return 0;
    }

    private static List<Result>[] Measure(List<Contestant> contestants, int rounds)
    {
        List<Result>[] results = [.. contestants.Select(_ => new List<Result>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contestants.Count; i++)
            {
                results[i].Add(contestants[i].Run());
            }
        }

        return results;
    }

    private static void Print(string command, List<Contestant> contestants, List<Result>[] results)
    {
        Console.WriteLine($"| {command} | images/s | ratio | lowest–highest | peak MB | experts |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        double yardstick = Median(results[0]);
        for (int i = 0; i < contestants.Count; i++)
        {
            double median = Median(results[i]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {contestants[i].Name} | {median:F0} | {median / yardstick:F2} | {results[i].Min(r => r.ImagesPerSecond):F0}–{results[i].Max(r => r.ImagesPerSecond):F0} | {results[i].Max(r => r.PeakMegabytes):F0} | {results[i][0].Experts} |"));
        }

        Console.WriteLine();
    }

    private static double Median(List<Result> results)
    {
        double[] sorted = [.. results.Select(result => result.ImagesPerSecond).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Contestant(string Name, string Program, string[] Arguments)
    {
        public Result Run()
        {
            using var process = Process.Start(new ProcessStartInfo(Program, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? Result.Parse(output.Trim().Split('\n')[^1])
                : throw new InvalidOperationException($"{Name} failed: {errors.Result}");
        }
    }
}
