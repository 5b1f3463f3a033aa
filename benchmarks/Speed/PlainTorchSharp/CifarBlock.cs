using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Speed.PlainTorchSharp;

/// <summary>Two 3×3 convolutions; the shortcut takes every second pixel and adds empty channels.</summary>
internal sealed class CifarBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;
    private readonly int _stride;
    private readonly int _added;

    public CifarBlock(int inputs, int channels, int stride)
        : base(nameof(CifarBlock))
    {
        conv1 = Conv2d(inputs, channels, 3, stride, 1, bias: false);
        bn1 = BatchNorm2d(channels);
        conv2 = Conv2d(channels, channels, 3, 1, 1, bias: false);
        bn2 = BatchNorm2d(channels);
        RegisterComponents();
        _stride = stride;
        _added = (channels - inputs) / 2;
    }

    public static Sequential Stage(int inputs, int channels, int stride)
        => Sequential(Enumerable.Range(0, 5).Select(i => new CifarBlock(i == 0 ? inputs : channels, channels, i == 0 ? stride : 1)));

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = functional.relu(bn1.call(conv1.call(input)));
        return functional.relu(bn2.call(conv2.call(hidden)) + Shortcut(input)).MoveToOuterDisposeScope();
    }

    private Tensor Shortcut(Tensor input)
        => _stride == 1 && _added == 0
            ? input
            : functional.pad(input[.., .., TensorIndex.Slice(step: _stride), TensorIndex.Slice(step: _stride)], [0, 0, 0, 0, _added, _added]);
}
