using MLNet.Ride.Torch;

namespace Speed;

/// <summary>What is measured: a number of batches after a number of others.</summary>
internal sealed record Measurement(DirectoryInfo Data, Precision Precision, int Steps, int WarmUp, int Threads, int Batch)
{
    private const int Experts = 3;

    /// <summary>The recipe: the defaults are that of CIFAR-100-LT.</summary>
    public RideOptions Options() => new() { ExpertCount = Experts, BatchSize = Batch, Precision = Precision, Seed = 1 };

    public string TrainFile => Path.Combine(Data.FullName, "train.bin");

    public string TestFile => Path.Combine(Data.FullName, "test.bin");
}
