using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>
/// Reads files of PyTorch before 1.6: five pickles (a magic number, the version, the system, the object, the keys of its storages), then for each
/// storage the number of its elements, as eight bytes, and the elements.
/// </summary>
internal static class LegacyPyTorchFile
{
    private const long Version = 1001;

    // The pickle of the number 0x1950a86a20f9469cfc6c.
    private static ReadOnlySpan<byte> Magic => [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];

    /// <summary>Tells whether a stream begins like such a file.</summary>
    /// <param name="stream">A seekable stream, which keeps its position.</param>
    public static bool Is(Stream stream)
    {
        long position = stream.Position;
        Span<byte> start = stackalloc byte[Magic.Length];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = position;
        return start[..count].SequenceEqual(Magic);
    }

    /// <summary>Reads tensors; see <see cref="PyTorchFile.Read(Stream)"/>.</summary>
    public static Dictionary<string, Tensor> Read(Stream stream)
    {
        long length = stream.Length - stream.Position;
        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"The file has {length} bytes; in the format before PyTorch 1.6, it must be below 2 GiB: save it again with a newer PyTorch.");
        }

        byte[] bytes = SafeTensors.ReadBytes(stream, (int)length, "file");
        var input = new PickleInput(bytes);
        input.Bytes((ulong)Magic.Length);
        if (PickleReader.Read(input) is not Version)
        {
            throw new InvalidDataException($"The version of the file is not {Version}: it is damaged.");
        }

        if (PickleReader.Read(input) is PickleDictionary system && system.Entries.GetValueOrDefault("little_endian") is false)
        {
            throw PyTorchState.BigEndian();
        }

        var described = new Dictionary<string, PickleStorage>(StringComparer.Ordinal);
        object? root = PickleReader.Read(input, described);
        Dictionary<string, Range> places = Places(input, described);
        return PyTorchState.Read(root, length, (storage, count, tensor) =>
        {
            ReadOnlySpan<byte> found = bytes.AsSpan(places.TryGetValue(storage.Key, out Range place) ? place : throw PyTorchState.Missing(storage, tensor));
            return found.Length == count ? found : throw PyTorchState.OtherSize(tensor, found.Length, count);
        });
    }

    // The element sizes are known from the pickle.
    private static Dictionary<string, Range> Places(PickleInput input, Dictionary<string, PickleStorage> described)
    {
        if (PickleReader.Read(input) is not PickleList keys)
        {
            throw input.Damaged("the list of its storages is missing");
        }

        var places = new Dictionary<string, Range>(StringComparer.Ordinal);
        foreach (object? item in keys.Items)
        {
            PickleStorage storage = item is string key && described.TryGetValue(key, out PickleStorage? known)
                ? known
                : throw input.Damaged("it lists a storage that it does not describe");
            long count = input.Int64();
            if (count != storage.Count || count > Array.MaxLength)
            {
                throw input.Damaged($"storage '{storage.Key}' has {count} elements instead of {storage.Count}");
            }

            int begin = input.Position;
            input.Bytes((ulong)(count * SafeTensorsTypes.Of(storage.Type).Bytes));
            places[storage.Key] = begin..input.Position;
        }

        return places;
    }
}
