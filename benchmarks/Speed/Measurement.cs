using MLNet.Ride.Torch;

namespace Speed;

/// <summary>What is measured: a number of batches after a number of others.</summary>
internal sealed record Measurement(DirectoryInfo Data, Precision Precision, int Steps, int WarmUp, int Threads, int Batch)
{
    public const int Experts = 3;

    public string TrainFile => Path.Combine(Data.FullName, "train.bin");

    public string TestFile => Path.Combine(Data.FullName, "test.bin");
}
