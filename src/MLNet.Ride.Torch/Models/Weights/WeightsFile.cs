using System.IO.Compression;
using MLNet.Ride.Torch.Formats;
using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Formats.PyTorch;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>Reads weights files of all supported formats, which are detected by their content.</summary>
internal static class WeightsFile
{
    /// <summary>Prefix of the names of the model's weights in a checkpoint.</summary>
    public const string CheckpointPrefix = "model.";

    // Prefix that PyTorch's multi-device wrapper adds to every name.
    private const string ParallelPrefix = "module.";

    // End of the names of a batch norm's statistics.
    private const string Statistics = ".running_mean";

    // Name of the entry in a saved model (.zip).
    private const string ModelEntry = "weights.safetensors";

    // Offset of the text in a safetensors file, after a length that may begin like a pickle.
    private const int SafeTensorsText = 8;

    private const byte Pickle = 0x80;

    /// <summary>Reads tensors, which belong to the caller's dispose scope.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, in another format, or rejected.</exception>
    public static Dictionary<string, Tensor> Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            Dictionary<string, Tensor> tensors = Read(stream);
            foreach (string prefix in (string[])[ParallelPrefix, CheckpointPrefix, ParallelPrefix])
            {
                if (ModelState.WithPrefix(tensors, prefix) is { Count: > 0 } inner)
                {
                    tensors = inner;
                }
            }

            return tensors;
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException($"The weights in '{path}' cannot be used: {cause.Message}", cause);
        }
    }

    private static Dictionary<string, Tensor> Read(FileStream stream)
    {
        Span<byte> start = stackalloc byte[SafeTensorsText + 1];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        return start switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => OfArchive(stream),
            [Pickle, .., not (byte)'{'] => PyTorchFile.Read(stream),
            [OnnxFile.FirstByte, .., not (byte)'{'] => OfOnnx(stream),
            _ => SafeTensors.Read(stream),
        };
    }

    private static Dictionary<string, Tensor> OfOnnx(FileStream stream)
    {
        OnnxFile file = OnnxFile.Read(stream);
        Dictionary<string, Tensor> tensors = CntkResNet.Read(file) ?? file.Initializers;
        return tensors.Keys.Any(name => name.EndsWith(Statistics, StringComparison.Ordinal))
            ? tensors
            : throw new InvalidDataException(
                $"its ONNX initializers do not have the names of the weights, such as 'bn1{Statistics}', but "
                + (tensors.Count == 0 ? "there are none" : $"are called {TensorNames.Some(tensors.Keys)}")
                + ". Export the network with training=torch.onnx.TrainingMode.PRESERVE and do_constant_folding=False, which keeps the names and batch norm, "
                + "or use a file of PyTorch or safetensors.");
    }

    // A saved model, otherwise a PyTorch file.
    private static Dictionary<string, Tensor> OfArchive(FileStream stream)
    {
        using ZipArchive archive = PyTorchFile.Open(stream);
        ZipArchiveEntry[] networks = [.. archive.Entries.Where(entry => entry.Name == ModelEntry)];
        if (networks.Length > 1)
        {
            throw new InvalidDataException($"The file contains {networks.Length} networks: {string.Join(", ", networks.Select(entry => entry.FullName))}.");
        }

        if (networks.Length == 0)
        {
            return PyTorchFile.Read(archive, stream.Length);
        }

        using Stream weights = networks[0].Open();
        return SafeTensors.Read(weights);
    }
}
