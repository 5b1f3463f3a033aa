using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Losses.Classification;

/// <summary>One constant per class, cached as a tensor on the most recently used device.</summary>
internal sealed class ClassConstants(IReadOnlyList<double> values) : IDisposable
{
    private readonly float[] _values = [.. values.Select(value => (float)value)];
    private Tensor? _tensor;

    /// <returns>The constants [C], which this object owns.</returns>
    public Tensor On(Device device)
    {
        if (_tensor is null || _tensor.device_type != device.type || _tensor.device_index != device.index)
        {
            _tensor?.Dispose();
            _tensor = tensor(_values, device: device).DetachFromDisposeScope();
        }

        return _tensor;
    }

    public void Dispose() => _tensor?.Dispose();
}
