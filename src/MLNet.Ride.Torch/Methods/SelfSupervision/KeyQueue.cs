using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.SelfSupervision;

/// <summary>The last K keys, first in, first out; initially filled with random directions.</summary>
internal sealed class KeyQueue : IDisposable
{
    /// <summary>The label of a key without an image.</summary>
    public const long NoLabel = -1;

    private readonly int _length;

    public KeyQueue(int length, int dimension, Generator generator, Device device)
    {
        _length = length;
        using Tensor drawn = empty(length, dimension).normal_(0, 1, generator);
        using Tensor directions = CosineLinear.Normalized(drawn, 1);
        Keys = directions.to(device, true).DetachFromDisposeScope();
        Labels = empty(length, int64, device).Fill(NoLabel).DetachFromDisposeScope();
        Position = zeros(1, int64).DetachFromDisposeScope();
    }

    /// <summary>[K, D], of unit length.</summary>
    public Tensor Keys { get; }

    /// <summary>The keys' classes, int64 [K].</summary>
    public Tensor Labels { get; }

    /// <summary>Index of the oldest key, which the next one replaces: int64 [1], on the CPU.</summary>
    public Tensor Position { get; }

    /// <summary>Replaces the oldest keys. If there are more keys than places, the last ones are kept.</summary>
    /// <param name="keys">[n, D].</param>
    /// <param name="labels">int64 [n].</param>
    public void Enqueue(Tensor keys, Tensor labels)
    {
        using IDisposable noGradient = no_grad();
        long count = Math.Min(keys.size(0), _length);
        long skipped = keys.size(0) - count;
        long first = Position.item<long>();
        using Tensor places = tensor((long[])[.. Enumerable.Range(0, (int)count).Select(i => (first + i) % _length)], device: Keys.device);
        using Tensor newKeys = keys.narrow(0, skipped, count);
        using Tensor newLabels = labels.narrow(0, skipped, count);
        Keys.index_copy_(0, places, newKeys);
        Labels.index_copy_(0, places, newLabels);
        Position.Fill((first + count) % _length);
    }

    public void Dispose()
    {
        Keys.Dispose();
        Labels.Dispose();
        Position.Dispose();
    }
}
