using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Checkpoints;

/// <summary>Files of weights in any of the formats that are read, told apart by their content.</summary>
internal static class WeightsFile
{
    // What PyTorch's wrapper for several devices puts before every name.
    private const string ParallelPrefix = "module.";

    /// <summary>Reads tensors, which belong to the caller's dispose scope.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another format, or refused.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Dictionary<string, Tensor> tensors = IsZip(stream) ? PyTorchFile.Read(stream) : SafeTensors.Read(stream);
            foreach (string prefix in (string[])[StageTensors.ModelPrefix, ParallelPrefix])
            {
                if (StageTensors.WithPrefix(tensors, prefix) is { Count: > 0 } inner)
                {
                    return inner;
                }
            }

            return tensors;
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"The weights in '{path}' cannot be used: {cause.Message}", cause);
        }
    }

    public static void Write(string path, IReadOnlyDictionary<string, Tensor> state)
        => AtomicFile.Write(path, stream => SafeTensors.Write(stream, state));

    private static bool IsZip(FileStream stream)
    {
        Span<byte> start = stackalloc byte[4];
        bool zip = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("PK\u0003\u0004"u8);
        stream.Position = 0;
        return zip;
    }
}
