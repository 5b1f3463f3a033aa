// How long one prediction takes: the first of a process, from the saved model on, and those that follow.
// dotnet run -c Release --project benchmarks/Latency -- MODEL.zip IMAGE [predictions]
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNet.Ride;
using MLNet.Ride.Torch.Runtime;

byte[] image = File.ReadAllBytes(args[1]);
int count = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1000;

double library = Milliseconds(() => TorchRuntime.SelectDevice(gpuDeviceId: null, fallbackToCpu: true));
RideTransformer? model = null;
double load = Milliseconds(() => model = RideTransformer.FindIn(new MLContext().Model.Load(args[0], out _)));
double first = Milliseconds(() => model!.Predict(image));
double[] later = [.. Enumerable.Range(0, count).Select(_ => Milliseconds(() => model!.Predict(image))).Order()];
model!.Dispose();

Console.WriteLine("| libtorch loads, ms | model loads, ms | first prediction, ms | p50, ms | p99, ms |");
Console.WriteLine("|---:|---:|---:|---:|---:|");
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"| {library:F0} | {load:F0} | {first:F0} | {later[count / 2]:F1} | {later[count * 99 / 100]:F1} |"));

static double Milliseconds(Action action)
{
    var clock = Stopwatch.StartNew();
    action();
    return clock.Elapsed.TotalMilliseconds;
}
