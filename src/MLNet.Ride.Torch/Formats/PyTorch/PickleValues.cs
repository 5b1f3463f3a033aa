using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>A function or class that a pickle names.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public override string ToString() => $"{Module}.{Name}";
}

/// <summary>What a pickle would have made of a class that is not needed for weights; nothing was made.</summary>
internal sealed record PickleSkipped(string What);

internal sealed record PickleTuple(object?[] Items);

/// <summary>A list or a set.</summary>
internal sealed class PickleList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A dictionary; only entries whose key is a text are kept.</summary>
internal sealed class PickleDictionary
{
    public Dictionary<string, object?> Entries { get; } = new(StringComparer.Ordinal);
}

/// <summary>A storage of the archive: its name there, and its elements' type and number.</summary>
internal sealed record PickleStorage(string Key, ScalarType Type, long Count);

/// <summary>A tensor as a window on a storage.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);
