using System.Globalization;
using System.Runtime.InteropServices;

namespace Speed.Compare;

/// <summary>What was measured, on what and how, in Markdown for docs/results.</summary>
internal static class Report
{
    public static string Markdown(Measurement what, int rounds, IReadOnlyList<Contestant> contestants, PyTorch? python, string? missing, string command)
        => string.Join(
            Environment.NewLine,
            [
                "```",
                command,
                "```",
                "",
                $"On {Machine.Description}; {Versions(python)}.",
                Setting(what, rounds),
                .. missing is null ? Array.Empty<string>() : ["", $"Missing: {Contestants.PlainPyTorch}, because {missing}."],
                "",
                "| | contestant | images/s | × PyTorch | × TorchSharp | × ONNX Runtime | lowest–highest | peak memory, MB | experts used |",
                "|---|---|---:|---:|---:|---:|---:|---:|---:|",
                .. contestants.Select(contestant => Row(contestant, contestants)),
            ]);

    private static string Versions(PyTorch? python)
    {
        var packages = new PackageVersions();
        string[] versions =
        [
            RuntimeInformation.FrameworkDescription,
            $"TorchSharp {packages.Of("TorchSharp/")} with libtorch {packages.Of("libtorch-")}",
            .. python is null ? Array.Empty<string>() : [$"PyTorch {python.Version}"],
            $"ONNX Runtime {packages.Of("Microsoft.ML.OnnxRuntime/")}",
        ];
        return string.Join(", ", versions);
    }

    private static string Setting(Measurement what, int rounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        ResNet-32, {Measurement.Experts} experts of reduced width, {what.Threads} threads and batches of {what.Batch} for all.
        Each in a process of its own, in turn, {rounds} × {what.Seconds} s in training and {rounds} × {what.Seconds / 2} s in scoring; the median counts. Ratios are to the all-experts median of the column's head.
        """);

    private static string Row(Contestant contestant, IReadOnlyList<Contestant> all)
    {
        List<Result> results = contestant.Results;
        string Ratio(string name) => all.FirstOrDefault(other => (other.Task, other.Name) == (contestant.Task, name)) is { } other
            ? string.Create(CultureInfo.InvariantCulture, $"{contestant.Median / other.Median:F2}")
            : "–";
        string ratios = $"| {Ratio(Contestants.PlainPyTorch)} | {Ratio(Contestants.PlainTorchSharp)} | {Ratio(Contestants.OnnxRuntime)} |";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {contestant.Task} | {contestant.Name} | {contestant.Median:F0} {ratios} {results.Min(r => r.ImagesPerSecond):F0}–{results.Max(r => r.ImagesPerSecond):F0} | {results.Max(r => r.PeakMegabytes):F0} | {results[0].Experts} |");
    }
}
