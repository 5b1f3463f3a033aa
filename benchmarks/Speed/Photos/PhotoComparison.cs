using System.Globalization;
using Speed.Compare;

namespace Speed.Photos;

/// <summary>Scoring of photos with this library's own layers, with those of libtorch, and with ONNX Runtime on the export.</summary>
internal static class PhotoComparison
{
    private static readonly PhotoNetwork[] s_networks = [new("resnet18", 1), new("resnet50", 3)];

    public static void Run(Measurement what, int rounds, IReadOnlyList<string> arguments)
    {
        DirectoryInfo exports = Directory.CreateTempSubdirectory("ride-speed");
        try
        {
            Contestant[][] networks = [.. s_networks.Select(network => Contestants(what, network, exports))];
            Contestant.MeasureInTurn([.. networks.SelectMany(all => all)], rounds);
            Console.WriteLine($"""
                ```
                {Invocation.Of(arguments)}
                ```

                On {Machine.Description}; {what.Threads} threads, batches of {what.Batch}, {PhotoNetwork.ImageSize} pixels, {rounds} × {what.Seconds} s, the median counts.

                | network | contestant | images/s | × ONNX Runtime | lowest–highest | peak memory, MB |
                |---|---|---:|---:|---:|---:|
                {string.Join(Environment.NewLine, networks.SelectMany(all => all.Select(contestant => Row(contestant, all[0]))))}
                """);
        }
        finally
        {
            exports.Delete(recursive: true);
        }
    }

    private static Contestant[] Contestants(Measurement what, PhotoNetwork network, DirectoryInfo exports)
    {
        string onnx = Path.Combine(exports.FullName, $"{network.Backbone}.onnx");
        string[] size = ["--backbone", network.Backbone, "--experts", $"{network.Experts}"];
        Contestant.Own("export", network.Name, ["photos", "export", .. size, "--onnx", onnx]).Run();
        return
        [
            Contestant.Own(network.Name, "ONNX Runtime", ["photos", "onnxruntime", .. size, "--onnx", onnx, .. what.Arguments]),
            Contestant.Own(network.Name, "MLNet.Ride, layers of libtorch", ["photos", "ride", .. size, "--vector-bits", "0", .. what.Arguments]),
            Contestant.Own(network.Name, "MLNet.Ride", ["photos", "ride", .. size, .. what.Arguments]),
        ];
    }

    private static string Row(Contestant contestant, Contestant onnxRuntime) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {contestant.Task} | {contestant.Name} | {contestant.Median:F1} | {contestant.Median / onnxRuntime.Median:F2} | {contestant.Results.Min(r => r.ImagesPerSecond):F1}–{contestant.Results.Max(r => r.ImagesPerSecond):F1} | {contestant.Results.Max(r => r.PeakMegabytes):F0} |");
}
