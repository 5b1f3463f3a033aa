using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>
/// A convolution without bias, followed by batch norm. It computes in its own precision, independent of that of its input. When the weights
/// no longer change, it is folded into one convolution with bias: libtorch's or the library's own.
/// </summary>
internal sealed class NormedConvolution : IOnnxLayer
{
    private const double Epsilon = 1e-5;

    private readonly Conv2d _convolution;
    private readonly BatchNorm2d _norm;
    private readonly long[] _strides;
    private readonly long[] _padding;
    private readonly long _groups;
    private Tensor? _foldedWeight;
    private Tensor? _foldedBias;
    private IConvolution? _own;
    private MemoryPressure? _ownMemory;

    /// <summary>
    /// Creates the two layers as modules of their owner; the kernel size is odd, and padding keeps the size for stride 1.
    /// </summary>
    public NormedConvolution(
        nn.Module owner, (string Convolution, string Norm) names, int inputChannels, int channels, int kernel, int stride = 1, int groups = 1)
    {
        _strides = [stride, stride];
        _padding = [kernel / 2, kernel / 2];
        _groups = groups;
        _convolution = nn.Conv2d(inputChannels, channels, kernel, stride, kernel / 2, groups: groups, bias: false);
        _norm = nn.BatchNorm2d(channels, Epsilon);
        owner.register_module(names.Convolution, _convolution);
        owner.register_module(names.Norm, _norm);
    }

    /// <summary>The precision of the convolution and of its output; batch norm keeps its statistics and parameters in single precision.</summary>
    public Precision Precision { get; set; }

    /// <summary>The library's own kernels, which are used where they are faster than libtorch's layers; null for none.</summary>
    public IKernels? Kernels { get; set; } = ProcessorKernels.Default;

    /// <summary>
    /// Whether the library has a faster convolution than libtorch's for this layer on its current device, once it is folded.
    /// </summary>
    public bool HasOwn => HasOwnArithmetic && _groups == 1;

    /// <summary>Whether batch norm is folded into the convolution.</summary>
    public bool IsFolded => _own is not null || _foldedWeight is not null;

    /// <summary>Ranges to measure while the layer is not folded, with which an export then rounds to 8 bits; null for neither.</summary>
    public ConvolutionRanges? Ranges { get; set; }

    /// <summary>Whether the layer does not learn.</summary>
    public bool IsFrozen => !Weight.requires_grad;

    /// <summary>Whether the layer is folded into a convolution of the library's own.</summary>
    public bool IsOwn => _own is not null;

    private bool HasOwnArithmetic => Kernels is not null && Weight.device_type == DeviceType.CPU && Weight.size(0) >= Kernels.Lanes;

    private bool LearnsWinograd => HasOwn && _strides[0] == 1 && _padding[0] == 1 && Weight.size(1) >= Kernels!.Lanes;

    private Parameter Weight => _convolution.Parameter("weight");

    private ScalarType ComputeType => Precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <param name="input">[n, inputs, h, w].</param>
    /// <returns>[n, channels, h', w'] in the layer's precision.</returns>
    public Tensor Forward(Tensor input) => Compute(input, null, rectified: false);

    /// <summary>Applies ReLU to the sum of the layer's output and an addend.</summary>
    /// <param name="input">[n, inputs, h, w].</param>
    /// <param name="added">[n, channels, h', w'], or null for nothing.</param>
    /// <returns>[n, channels, h', w'] in the layer's precision.</returns>
    public Tensor Rectified(Tensor input, Tensor? added = null) => Compute(input, added, rectified: true);

    /// <summary>Folds the layers into one convolution with bias, using the current weights and running statistics.</summary>
    /// <param name="own">Whether to use the library's own convolution; see <see cref="HasOwn"/>.</param>
    public void Fold(bool own)
    {
        Unfold();
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (Tensor weight, Tensor bias) = Folded();
        if (own)
        {
            _own = CpuLayers.Create(Kernels!, weight, bias, (int)_strides[0]);
            _ownMemory = new MemoryPressure(2 * _own.Bytes); // it takes two collections: the first runs the finalizers
            return;
        }

        _foldedWeight = ChannelsLast(weight).to_type(ComputeType).DetachFromDisposeScope();
        _foldedBias = bias.to_type(ComputeType).DetachFromDisposeScope();
    }

    /// <summary>Restores the two layers.</summary>
    public void Unfold()
    {
        _foldedWeight?.Dispose();
        _foldedBias?.Dispose();

        // The library's convolution, which a thread may still use, and the report of its memory wait for the garbage collector.
        (_foldedWeight, _foldedBias, _own, _ownMemory) = (null, null, null, null);
    }

    public string Export(OnnxGraph graph, string input)
    {
        (Tensor weight, Tensor bias) = Folded();
        if (Ranges is null)
        {
            return ExportConvolution(graph, input, graph.Constant(weight), graph.Constant(bias));
        }

        string rounded = graph.Rounded(input, Ranges.Input);
        (string weights, string biases) = graph.RoundedWeights(weight, bias, rounded);
        string output = ExportConvolution(graph, rounded, weights, biases);
        return graph.Rounded(Ranges.Rectified ? graph.Node("Relu", [output]) : output, Ranges.Output);
    }

    private string ExportConvolution(OnnxGraph graph, string input, string weight, string bias)
        => graph.Node(
            "Conv",
            [input, weight, bias],
            OnnxAttribute.Integers("kernel_shape", Weight.shape[2..]),
            OnnxAttribute.Integers("strides", _strides),
            OnnxAttribute.Integers("pads", [.. _padding, .. _padding]),
            OnnxAttribute.Integer("group", _groups));

    private Tensor Compute(Tensor input, Tensor? added, bool rectified)
    {
        if (_own is not null)
        {
            return RunOwn(input, added, rectified);
        }

        if (LearnsOnOwn())
        {
            return LearnOnOwn(input, added, rectified);
        }

        Tensor output = Normed(input);
        Ranges?.Add(input, output, rectified && added is null);
        if (added is not null)
        {
            output.Add(added);
        }

        return rectified ? output.relu_() : output;
    }

    // Whether gradients are recorded and the library's own layers compute them faster.
    private bool LearnsOnOwn() => HasOwnArithmetic && _norm.training && is_grad_enabled() && Weight.requires_grad;

    private Tensor LearnOnOwn(Tensor input, Tensor? added, bool rectified)
    {
        // TorchSharp creates an empty tensor as large as the result of every function. Together they are as large as the network's maps,
        // and are not read unless a gradient is null: this scope disposes them.
        using DisposeScope scope = NewDisposeScope();
        Tensor convolved = LearnsWinograd
            ? TrainedConvolution.apply(Converted(input) ?? input, Weight, Kernels!)
            : _convolution.forward(input.to_type(ScalarType.Float32)).to_type(ComputeType); // libtorch's is slow in bfloat16 without instructions for it
        var statistics = new BatchStatistics(_norm.Buffer("running_mean"), _norm.Buffer("running_var"), _norm.Buffer("num_batches_tracked"), Epsilon, rectified);
        return TrainedNorm.Apply(Kernels!, convolved, _norm.Parameter("weight"), _norm.Parameter("bias"), statistics, added).MoveToOuterDisposeScope();
    }

    private Tensor RunOwn(Tensor input, Tensor? added, bool rectified)
    {
        int stride = (int)_strides[0];
        long[] shape = [input.size(0), CpuLayers.Strided(input.size(2), stride), CpuLayers.Strided(input.size(3), stride), Weight.size(0)];
        using Tensor? converted = Converted(input);
        return CpuLayers.Run(_own!, converted ?? input, added, rectified, shape);
    }

    private Tensor Normed(Tensor input)
    {
        if (_foldedWeight is not null)
        {
            using Tensor? converted = Converted(input);
            return Convolve(converted ?? input, _foldedWeight, _foldedBias);
        }

        if (!_norm.training && is_grad_enabled() && Weight.requires_grad)
        {
            return NormedByRunningStatistics(input);
        }

        using Tensor output = Convolved(input);
        return BatchNorm(output);
    }

    // The norm's own forward counts batches with a number that the garbage collector can free while libtorch reads it.
    private Tensor BatchNorm(Tensor maps)
    {
        Tensor mean = _norm.Buffer("running_mean"), variance = _norm.Buffer("running_var");
        if (_norm.training)
        {
            _norm.Buffer("num_batches_tracked").Add(1);
        }

        return nn.functional.batch_norm(
            maps, mean, variance, _norm.Parameter("weight"), _norm.Parameter("bias"), _norm.training, BatchStatistics.Momentum, Epsilon);
    }

    // In training, too, one convolution with bias is faster than a convolution and a norm; gradients reach the weights of both.
    private Tensor NormedByRunningStatistics(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor weight, Tensor bias) = Folded();
        Tensor converted = Converted(input) ?? input;
        Tensor output = LearnsWinograd
            ? TrainedConvolution.apply(converted, weight, Kernels!).Plus(bias.to_type(ComputeType).view(1, -1, 1, 1))
            : Convolve(converted, weight.to_type(ComputeType), bias.to_type(ComputeType));
        return output.MoveToOuterDisposeScope();
    }

    private Tensor Convolved(Tensor input)
    {
        if (Precision == Precision.Float32)
        {
            return _convolution.forward(input);
        }

        using Tensor? converted = Converted(input);
        using Tensor weight = Weight.to_type(ComputeType);
        return Convolve(converted ?? input, weight, null);
    }

    private (Tensor Weight, Tensor Bias) Folded()
    {
        Tensor deviation = _norm.Buffer("running_var").Plus(Epsilon).sqrt();
        Tensor scale = _norm.Parameter("weight").div(deviation);
        Tensor bias = _norm.Parameter("bias").sub(_norm.Buffer("running_mean").mul(scale));
        return (Weight.mul(scale.view(-1, 1, 1, 1)), bias);
    }

    private static Tensor ChannelsLast(Tensor weight) => weight.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private Tensor Convolve(Tensor input, Tensor weight, Tensor? bias)
        => nn.functional.conv2d(input, weight, bias, _strides, _padding, groups: _groups);

    private Tensor? Converted(Tensor input) => input.dtype == ComputeType ? null : input.to_type(ComputeType);
}
