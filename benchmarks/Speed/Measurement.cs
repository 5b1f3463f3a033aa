using System.Globalization;

namespace Speed;

/// <summary>What every contestant measures: for some seconds, after a warm-up, with a number of threads and images in a batch.</summary>
internal sealed record Measurement(DirectoryInfo Data, double Seconds, double WarmUp, int Threads, int Batch)
{
    /// <summary>Number of experts of every contestant's network.</summary>
    public const int Experts = 3;

    /// <summary>The options of the command line, but for the data.</summary>
    public string[] Arguments =>
    [
        "--seconds", Text(Seconds), "--warmup", Text(WarmUp), "--threads", Text(Threads), "--batch", Text(Batch),
    ];

    public string TrainFile => Path.Combine(Data.FullName, "train.bin");

    public string TestFile => Path.Combine(Data.FullName, "test.bin");

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
