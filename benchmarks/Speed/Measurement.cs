namespace Speed;

/// <summary>What every contestant measures: for some seconds, after a warm-up, with a number of threads and images in a batch.</summary>
internal sealed record Measurement(DirectoryInfo Data, double Seconds, double WarmUp, int Threads, int Batch)
{
    /// <summary>Number of experts of every contestant's network.</summary>
    public const int Experts = 3;

    public string TrainFile => Path.Combine(Data.FullName, "train.bin");

    public string TestFile => Path.Combine(Data.FullName, "test.bin");
}
