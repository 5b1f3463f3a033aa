using System.IO.Compression;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>
/// Reads the weights from a file written by PyTorch's <c>torch.save</c> (<c>.pth</c>, <c>.pt</c>; the zip format of PyTorch 1.6 and later):
/// a bare state dictionary, or one in a checkpoint under <c>state_dict</c>. No code in the file is executed.
/// </summary>
internal static class PyTorchFile
{
    private const string PickleEntry = "/data.pkl";
    private const int LargestPickle = 256 << 20;
    private const long LeastBudget = 1 << 20;

    private static readonly string[] s_stateNames = ["state_dict", "model_state_dict", "model"];

    /// <summary>Reads tensors.</summary>
    /// <param name="stream">A seekable stream, left open.</param>
    /// <returns>Tensors by name on the CPU, in the order of the file; they belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">
    /// The stream is not in this format, is damaged, or contains something that is rejected; the message names it.
    /// </exception>
    public static Dictionary<string, Tensor> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using ZipArchive archive = Open(stream);
        return Read(archive, stream.Length);
    }

    internal static Dictionary<string, Tensor> Read(ZipArchive archive, long fileLength)
    {
        ZipArchiveEntry[] pickles = [.. archive.Entries.Where(entry => entry.FullName.EndsWith(PickleEntry, StringComparison.Ordinal))];
        if (pickles.Length != 1)
        {
            throw new InvalidDataException($"The file has {pickles.Length} entries '…{PickleEntry}' instead of one: it is not a PyTorch file.");
        }

        string folder = pickles[0].FullName[..^PickleEntry.Length];
        CheckByteOrder(archive, folder);
        IReadOnlyDictionary<string, PickleTensor> state = State(PickleReader.Read(Bytes(pickles[0], LargestPickle)));
        CheckSize(state, fileLength);
        return Tensors(archive, folder, state);
    }

    private static Dictionary<string, Tensor> Tensors(ZipArchive archive, string folder, IReadOnlyDictionary<string, PickleTensor> state)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach ((string name, PickleTensor described) in state)
            {
                ZipArchiveEntry entry = archive.GetEntry($"{folder}/data/{described.Storage.Key}")
                    ?? throw new InvalidDataException($"The storage '{described.Storage.Key}' of tensor '{name}' is missing.");
                tensors.Add(name, Tensor(name, described, entry));
            }
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }

        return tensors;
    }

    private static Tensor Tensor(string name, PickleTensor described, ZipArchiveEntry entry)
    {
        int itemSize = SafeTensorsTypes.Of(described.Storage.Type).Bytes;
        var window = new StridedWindow(name, described, itemSize);
        if (entry.Length != window.StorageBytes)
        {
            throw new InvalidDataException(
                $"The storage of tensor '{name}' has {entry.Length} bytes instead of {window.StorageBytes}: the file is damaged.");
        }

        byte[] bytes = window.Gather(Bytes(entry, Array.MaxLength));
        Tensor tensor = empty(described.Shape, described.Storage.Type);
        tensor.bytes = bytes;
        return tensor;
    }

    internal static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException(
                "The file is not in the zip format of PyTorch 1.6 and later, or is damaged. If an older PyTorch wrote it, save it again with a newer one, "
                + "or as safetensors.",
                cause);
        }
    }

    private static void CheckByteOrder(ZipArchive archive, string folder)
    {
        if (archive.GetEntry($"{folder}/byteorder") is { } entry && !"little"u8.SequenceEqual(Bytes(entry, 16)))
        {
            throw new InvalidDataException("The file was written on a big-endian machine; save it again in little-endian byte order.");
        }
    }

    private static IReadOnlyDictionary<string, PickleTensor> State(object? root)
    {
        if (root is not PickleDictionary dictionary)
        {
            throw new InvalidDataException(
                root is PickleSkipped skipped
                    ? $"The file holds an object made by '{skipped.What}', not a dictionary of weights. No code was run. Save model.state_dict() instead."
                    : "The file does not hold a dictionary of weights.");
        }

        PickleDictionary state = s_stateNames.Select(name => dictionary.Entries.GetValueOrDefault(name)).OfType<PickleDictionary>().FirstOrDefault() ?? dictionary;
        if (state.Entries.FirstOrDefault(entry => entry.Value is not PickleTensor) is { Key: { } odd } other)
        {
            string what = other.Value is PickleSkipped skipped ? $"made by '{skipped.What}', which is not supported" : "not a tensor";
            throw new InvalidDataException($"Entry '{odd}' of the weights is {what}.");
        }

        return state.Entries.ToDictionary(entry => entry.Key, entry => (PickleTensor)entry.Value!);
    }

    // Tensors may share storage, but a small file must not expand into a large amount of memory.
    private static void CheckSize(IReadOnlyDictionary<string, PickleTensor> state, long fileLength)
    {
        long budget = Math.Max(LeastBudget, 2 * fileLength);
        foreach ((string name, PickleTensor tensor) in state)
        {
            budget -= new StridedWindow(name, tensor, SafeTensorsTypes.Of(tensor.Storage.Type).Bytes).Bytes;
            if (budget < 0)
            {
                throw new InvalidDataException($"The tensors up to '{name}' need far more memory than a file of {fileLength} bytes can hold.");
            }
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry, int most)
    {
        if (entry.Length > most || entry.CompressedLength != entry.Length)
        {
            throw new InvalidDataException(
                entry.Length > most ? $"Entry '{entry.FullName}' has {entry.Length} bytes, more than {most}." : $"Entry '{entry.FullName}' is compressed, which PyTorch never does.");
        }

        using Stream stream = entry.Open();
        return SafeTensors.ReadBytes(stream, (int)entry.Length, $"entry '{entry.FullName}'");
    }
}
