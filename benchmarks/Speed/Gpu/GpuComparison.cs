using System.Globalization;
using MLNet.Ride.Torch.Options;
using Speed.Compare;

namespace Speed.Gpu;

/// <summary>Training on a GPU in both precisions, small images and photos.</summary>
internal static class GpuComparison
{
    public static void Run(Measurement what, string device, IReadOnlyList<string> arguments)
    {
        string[] common = ["--data", what.Data.FullName, "--device", device, .. what.Arguments];
        string parity = Contestant.Own("parity", "MLNet.Ride", ["gpu", "parity", .. common]).Run().Trim();
        Contestant[] all =
        [
            .. from task in Enum.GetValues<GpuTask>()
               from precision in Enum.GetValues<Precision>()
               select Contestant.Own(Name(task), $"{precision}", ["gpu", "train", "--task", $"{task}", "--precision", $"{precision}", .. common]),
        ];
        Contestant.MeasureInTurn(all, rounds: 1);
        Console.WriteLine($"""
            ```
            {Invocation.Of(arguments)}
            ```

            On {Machine.Description}; {device}, {what.Threads} threads, batches of {what.Batch}, {what.Seconds} s each. {parity}

            | network | precision | images/s | waits for data | GPU memory, MB | peak memory of the host, MB |
            |---|---|---:|---:|---:|---:|
            {string.Join(Environment.NewLine, all.Select(Row))}
            """);
    }

    private static string Name(GpuTask task) => task == GpuTask.Cifar ? "ResNet-32, 3 experts, 32 pixels" : "ResNet-50, 3 experts, 224 pixels";

    private static string Row(Contestant contestant)
    {
        Result result = contestant.Results[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {contestant.Task} | {contestant.Name} | {result.ImagesPerSecond:F0} | {result.DataWait:P0} | {result.GpuMegabytes:F0} | {result.PeakMegabytes:F0} |");
    }
}
