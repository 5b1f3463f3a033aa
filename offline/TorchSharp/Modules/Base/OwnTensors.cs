using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// What Conv2d, Linear and BatchNorm2d share: the tensors are the layer's own; each read of a property, and each registered
/// parameter, is a new alias of them. So a layer whose registered aliases were disposed still computes, as with the real package.
/// </summary>
internal sealed class OwnTensors(nn.Module owner)
{
    private readonly Dictionary<string, NativeTensor> _tensors = [];

    internal IntPtr HandleOf(string name)
    {
        owner.ThrowIfDisposed();
        return NativeTensor.HandleOf(_tensors.GetValueOrDefault(name));
    }

    internal NativeTensor Find(string name)
    {
        owner.ThrowIfDisposed();
        return _tensors.GetValueOrDefault(name);
    }

    /// <summary>Takes over a tensor made for the layer; returns an alias to register as a parameter.</summary>
    internal Parameter OwnParameter(string name, Tensor tensor)
    {
        tensor.requires_grad = true;
        return new Parameter(Own(name, tensor).NewAlias());
    }

    /// <summary>Takes over a tensor made for the layer; returns an alias to register as a buffer.</summary>
    internal Tensor OwnBuffer(string name, Tensor tensor) => new(Own(name, tensor).NewAlias());

    internal void Replace(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        Find(name)?.Dispose();
        _tensors[name] = NativeTensor.Alias(tensor);
    }

    internal Parameter ParameterAlias(string name) => Find(name) is { } own ? new Parameter(own.NewAlias()) : null;

    internal Tensor BufferAlias(string name) => Find(name) is { } own ? new Tensor(own.NewAlias()) : null;

    internal void MoveTo(ScalarType? type, Device device, bool nonBlocking)
    {
        owner.ThrowIfDisposed();
        foreach (NativeTensor tensor in _tensors.Values)
        {
            tensor.MoveTo(type, device, nonBlocking);
        }
    }

    internal void Dispose()
    {
        foreach (NativeTensor tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }

    private NativeTensor Own(string name, Tensor tensor)
    {
        using (tensor)
        {
            return _tensors[name] = NativeTensor.Alias(tensor);
        }
    }
}
