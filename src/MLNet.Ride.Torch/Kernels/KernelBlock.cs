namespace MLNet.Ride.Torch.Kernels;

/// <summary>A range of the input channels of kernels and a range of their output channels.</summary>
internal readonly record struct KernelBlock(int FirstInput, int Inputs, int FirstOutput, int Outputs)
{
    // Sums of as many channels fit in a second-level cache of 2 MiB.
    private const int Most = 128;

    /// <summary>Divides all channels into blocks of similar size.</summary>
    /// <param name="inputs">Number of input channels.</param>
    /// <param name="outputs">Number of output channels.</param>
    /// <param name="lanes">The least size of a range; ranges begin at multiples of it.</param>
    public static KernelBlock[] All(int inputs, int outputs, int lanes)
        => [.. from input in Ranges(inputs, lanes) from output in Ranges(outputs, lanes) select new KernelBlock(input.First, input.Count, output.First, output.Count)];

    private static IEnumerable<(int First, int Count)> Ranges(int channels, int lanes)
    {
        int parts = (channels + Most - 1) / Most;
        for (int part = 0; part < parts; part++)
        {
            int first = Start(part);
            yield return (first, (part + 1 < parts ? Start(part + 1) : channels) - first);
        }

        int Start(int part) => channels * part / parts / lanes * lanes;
    }
}
