using static TorchSharp.torch;

namespace TorchSharp.Modules;

public sealed unsafe class Conv2d : Convolution
{
    private readonly OwnTensors _own;
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly long[] _dilation;
    private readonly bool _same;
    private readonly PaddingModes _paddingMode;
    private readonly long _groups;

    internal Conv2d(
        long inputChannels,
        long outputChannels,
        (long, long) kernel,
        (long, long) stride,
        (long, long)? padding,
        (long, long) dilation,
        PaddingModes paddingMode,
        long groups,
        bool hasBias)
        : base(NativeName(nameof(Conv2d)), inputChannels)
    {
        if (groups <= 0 || inputChannels % groups != 0 || outputChannels % groups != 0)
        {
            throw new System.Runtime.InteropServices.ExternalException("in_channels and out_channels must be divisible by groups");
        }

        _own = new OwnTensors(this);
        _stride = [stride.Item1, stride.Item2];
        _dilation = [dilation.Item1, dilation.Item2];
        _same = padding is null;
        _padding = _same ? SamePadding(kernel, dilation) : [padding.Value.Item1, padding.Value.Item2];
        _paddingMode = paddingMode;
        _groups = groups;

        long inputsPerGroup = inputChannels / groups;
        Tensor weight = LayerInitialization.Weight([outputChannels, inputsPerGroup, kernel.Item1, kernel.Item2]);
        register_parameter("weight", _own.OwnParameter("weight", weight));
        if (hasBias)
        {
            Tensor bias = LayerInitialization.Bias(outputChannels, inputsPerGroup * kernel.Item1 * kernel.Item2);
            register_parameter("bias", _own.OwnParameter("bias", bias));
        }
    }

    public Parameter weight
    {
        get => _own.ParameterAlias("weight");
        set
        {
            _own.Replace("weight", value);
            ConditionallyRegisterParameter("weight", value);
        }
    }

    public Parameter bias
    {
        get => _own.ParameterAlias("bias");
        set
        {
            _own.Replace("bias", value);
            ConditionallyRegisterParameter("bias", value);
        }
    }

    public override Tensor forward(Tensor input)
    {
        if (!ValidateShape(input, 2))
        {
            throw new ArgumentException($"Expected 3D (unbatched) or 4D (batched) input with {input_channels} channels to Conv2d.");
        }

        if (_paddingMode is PaddingModes.Zeros)
        {
            return Convolve(input, _padding, _same);
        }

        long[] around = _same
            ? [_padding[1] / 2, _padding[1] - (_padding[1] / 2), _padding[0] / 2, _padding[0] - (_padding[0] / 2)]
            : [_padding[1], _padding[1], _padding[0], _padding[0]];
        using Tensor padded = nn.functional.pad(input, around, _paddingMode);
        return Convolve(padded, [0, 0], false);
    }

    internal override void MoveNative(ScalarType? type, Device device, bool nonBlocking) => _own.MoveTo(type, device, nonBlocking);

    internal override void DisposeNative() => _own.Dispose();

    private static long[] SamePadding((long, long) kernel, (long, long) dilation) =>
        [dilation.Item1 * (kernel.Item1 - 1), dilation.Item2 * (kernel.Item2 - 1)];

    private Tensor Convolve(Tensor input, long[] padding, bool same)
    {
        IntPtr weight = _own.HandleOf("weight");
        IntPtr bias = _own.HandleOf("bias");
        fixed (long* strides = _stride, paddings = padding, dilations = _dilation)
        {
            IntPtr result = same
                ? Native.ts_conv2d_same(input.Handle, weight, bias, strides, dilations, _groups)
                : Native.ts_conv2d(input.Handle, weight, bias, strides, 2, paddings, 2, dilations, 2, _groups);
            GC.KeepAlive(input);
            return Native.Tensor(result);
        }
    }
}
