using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>The bytes of a storage.</summary>
/// <param name="storage">Description of the storage.</param>
/// <param name="bytes">Number of bytes that it must have.</param>
/// <param name="tensor">Name of the tensor that needs it, for messages.</param>
/// <exception cref="InvalidDataException">The file does not have it, or of another size.</exception>
internal delegate ReadOnlySpan<byte> StorageBytes(PickleStorage storage, long bytes, string tensor);

/// <summary>Makes tensors of what a pickle describes.</summary>
internal static class PyTorchState
{
    private const long LeastBudget = 1 << 20;

    private static readonly string[] s_stateNames = ["state_dict", "model_state_dict", "model"];

    /// <param name="root">Value of the pickle: a dictionary of tensors, or one that contains it.</param>
    /// <param name="fileLength">Length of the file, in bytes, which limits the memory.</param>
    /// <param name="storage">Finds the bytes of storages.</param>
    /// <returns>Tensors by name on the CPU, in the order of the file; they belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">There is no dictionary of weights, or a tensor does not fit its storage.</exception>
    public static Dictionary<string, Tensor> Read(object? root, long fileLength, StorageBytes storage)
    {
        IReadOnlyDictionary<string, PickleTensor> state = State(root);
        CheckSize(state, fileLength);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach ((string name, PickleTensor described) in state)
            {
                var window = new StridedWindow(name, described, SafeTensorsTypes.Of(described.Storage.Type).Bytes);
                byte[] bytes = window.Gather(storage(described.Storage, window.StorageBytes, name));
                Tensor tensor = empty(described.Shape, described.Storage.Type);
                tensors.Add(name, tensor);
                tensor.bytes = bytes;
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

    /// <summary>The error that a storage is not in the file.</summary>
    public static InvalidDataException Missing(PickleStorage storage, string tensor)
        => new($"The storage '{storage.Key}' of tensor '{tensor}' is missing.");

    /// <summary>The error that a storage has another size than the tensor needs.</summary>
    public static InvalidDataException OtherSize(string tensor, long found, long wanted)
        => new($"The storage of tensor '{tensor}' has {found} bytes instead of {wanted}: the file is damaged.");

    /// <summary>The error that numbers are in the other byte order.</summary>
    public static InvalidDataException BigEndian()
        => new("The file was written on a big-endian machine; save it again in little-endian byte order.");

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
}
