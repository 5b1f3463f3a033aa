namespace TorchSharp.Utils;

/// <summary>Walks over a strided tensor in row-major order, giving each element's offset in memory.</summary>
internal struct StridedPositions
{
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly long[] _position;

    internal StridedPositions(torch.Tensor tensor, long start)
    {
        _shape = tensor.shape;
        _strides = tensor.stride();
        _position = new long[_shape.Length];
        for (int i = _shape.Length - 1; i >= 0; i--)
        {
            start = Math.DivRem(start, _shape[i], out _position[i]);
            Offset += _position[i] * _strides[i];
        }
    }

    internal long Offset { get; private set; }

    internal void Advance()
    {
        for (int i = _shape.Length - 1; i >= 0; i--)
        {
            Offset += _strides[i];
            if (++_position[i] < _shape[i])
            {
                return;
            }

            Offset -= _position[i] * _strides[i];
            _position[i] = 0;
        }
    }
}
