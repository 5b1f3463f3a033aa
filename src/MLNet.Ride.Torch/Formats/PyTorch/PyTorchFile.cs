using System.IO.Compression;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>
/// Reads the weights from a file written by PyTorch's <c>torch.save</c> (<c>.pth</c>, <c>.pt</c>): a bare state dictionary, or one in a checkpoint
/// under <c>state_dict</c> or <c>model</c>; in the zip format, or as before PyTorch 1.6 (<see cref="LegacyPyTorchFile"/>). No code in the file is
/// executed.
/// </summary>
internal static class PyTorchFile
{
    private const string PickleEntry = "/data.pkl";
    private const int LargestPickle = 256 << 20;

    /// <summary>Reads tensors.</summary>
    /// <param name="stream">A seekable stream, left open.</param>
    /// <returns>Tensors by name on the CPU, in the order of the file; they belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">
    /// The stream is not in this format, is damaged, or contains something that is rejected; the message names it.
    /// </exception>
    public static Dictionary<string, Tensor> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (LegacyPyTorchFile.Is(stream))
        {
            return LegacyPyTorchFile.Read(stream);
        }

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
        if (archive.GetEntry($"{folder}/byteorder") is { } order && !"little"u8.SequenceEqual(Bytes(order, 16)))
        {
            throw PyTorchState.BigEndian();
        }

        object? root = PickleReader.Read(new PickleInput(Bytes(pickles[0], LargestPickle)));
        return PyTorchState.Read(root, fileLength, (storage, bytes, tensor) =>
        {
            ZipArchiveEntry entry = archive.GetEntry($"{folder}/data/{storage.Key}") ?? throw PyTorchState.Missing(storage, tensor);
            return entry.Length == bytes ? Bytes(entry, Array.MaxLength) : throw PyTorchState.OtherSize(tensor, entry.Length, bytes);
        });
    }

    internal static ZipArchive Open(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException cause)
        {
            throw new InvalidDataException("The file is neither in the zip format of PyTorch nor in that before PyTorch 1.6, or is damaged.", cause);
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
