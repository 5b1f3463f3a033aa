using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>A function or class that a pickle names.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>An object of a class that weights do not need; it was not created.</summary>
internal sealed record PickleSkipped(string What);

internal sealed record PickleTuple(object?[] Items);

/// <summary>A list or a set.</summary>
internal sealed class PickleList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A dictionary; only entries with a string key are kept.</summary>
internal sealed class PickleDictionary
{
    public Dictionary<string, object?> Entries { get; } = new(StringComparer.Ordinal);
}

/// <summary>A storage of the archive: its name, element type, and number of elements.</summary>
internal sealed record PickleStorage(string Key, ScalarType Type, long Count);

/// <summary>A tensor as a view of a storage.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);
