using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Networks.Layers;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>A residual network whose last two stages (or only the last) and classifier belong to the experts.</summary>
internal abstract class ResidualBackbone : ExpertBackbone, INormedLayers
{
    // Slice sizes: the maps of the first stage should fit in a second-level cache of 2 MiB, and so should the smaller maps of the experts'
    // stages, whose larger kernels are read again for every slice.
    private const int SharedPixels = 8 * 1024;
    private const int ExpertPixels = 32 * 1024;

    private const string StageName = "layer";

    private readonly NormedConvolution _stem;
    private bool _sharesThird;
    private Chain[] _third = [];
    private Chain[] _last = [];

    protected ResidualBackbone(string name, int expertCount, int stemChannels, int stemKernel, int stemStride)
        : base(name, expertCount)
        => _stem = new(this, ("conv1", "bn1"), 3, stemChannels, stemKernel, stemStride);

    public IEnumerable<NormedConvolution> Layers => [_stem];

    // "layer2" or "layer2s" is the second stage; the stem belongs to the first.
    protected internal sealed override IReadOnlyList<IReadOnlyList<nn.Module>> Stages
        => [.. Parts().GroupBy(part => part.Name.StartsWith(StageName, StringComparison.Ordinal) ? part.Name[StageName.Length] : '1')
            .OrderBy(stage => stage.Key)
            .Select(stage => (IReadOnlyList<nn.Module>)[.. stage.Select(part => part.Module)])];

    internal sealed override bool ComputesInSlices => _stem.IsOwn && !is_grad_enabled();

    /// <summary>The kernels that the folded stem uses; null for libtorch's layers.</summary>
    private protected IKernels? OwnKernels => _stem.IsOwn ? _stem.Kernels : null;

    public sealed override Tensor Shared(Tensor images) => ComputesInSlices ? BatchSlices.Run(images, SharedPixels, SharedStages) : SharedStages(images);

    public sealed override Tensor Expert(Tensor shared, int expert)
        => ComputesInSlices ? BatchSlices.Run(shared, ExpertPixels, maps => ExpertStages(maps, expert)) : ExpertStages(shared, expert);

    private Tensor SharedStages(Tensor images)
    {
        using Tensor stem = _stem.Rectified(images);
        Tensor early = EarlyStages(stem);
        if (!_sharesThird)
        {
            return early;
        }

        using (early)
        {
            return _third[0].forward(early);
        }
    }

    private Tensor ExpertStages(Tensor shared, int expert)
    {
        if (_sharesThird)
        {
            return _last[expert].forward(shared);
        }

        using Tensor hidden = _third[expert].forward(shared);
        return _last[expert].forward(hidden);
    }

    internal sealed override string ExportShared(OnnxGraph graph, string images)
    {
        string early = ExportEarlyStages(graph, graph.Relu(_stem.Export(graph, images)));
        return _sharesThird ? graph.Add(_third[0], early) : early;
    }

    internal sealed override string ExportExpert(OnnxGraph graph, string shared, int expert)
        => graph.Add(_last[expert], _sharesThird ? shared : graph.Add(_third[expert], shared));

    /// <summary>The stages between the stem and those of <see cref="AddExperts"/>.</summary>
    /// <param name="stem">Output of the stem.</param>
    private protected abstract Tensor EarlyStages(Tensor stem);

    /// <summary>Adds <see cref="EarlyStages"/> to a graph.</summary>
    private protected abstract string ExportEarlyStages(OnnxGraph graph, string stem);

    /// <summary>Registers a stage; stages are added in the order of the published state.</summary>
    protected Chain Add(string name, Chain stage)
    {
        register_module(name, stage);
        return stage;
    }

    /// <summary>Creates the late stages and the classifiers, after the early stages have been added.</summary>
    protected void AddExperts(
        NetworkDescription description, (string Name, Func<Chain> Create) third, (string Name, Func<Chain> Create) last, int features, bool? sharesThird = null)
    {
        _sharesThird = sharesThird ?? description.SharedThirdStage;
        _third = _sharesThird ? [Add(third.Name, third.Create())] : AddPerExpert(third.Name, third.Create);
        _last = AddPerExpert(last.Name, last.Create);
        AddClassifiers(description, features);
    }
}
