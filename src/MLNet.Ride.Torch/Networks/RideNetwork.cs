using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The network of RIDE: a backbone with K experts whose logits are averaged.</summary>
public sealed class RideNetwork : nn.Module<Tensor, Tensor>
{
    // The field name is the name in the state dictionary.
    private readonly ExpertBackbone backbone;

    private readonly NormedConvolution[] _layers;
    private FineTuningOptions _fineTuning = new();

    internal RideNetwork(ExpertBackbone backbone, Precision precision)
        : base(nameof(RideNetwork))
    {
        this.backbone = backbone;
        RegisterComponents();
        _layers = [.. backbone.modules().Prepend(backbone).OfType<INormedLayers>().Distinct().SelectMany(module => module.Layers)];
        foreach (NormedConvolution layer in _layers)
        {
            layer.Precision = precision;
        }
    }

    /// <summary>The backbone, for computing expert by expert.</summary>
    public ExpertBackbone Backbone => backbone;

    /// <summary>Computes the logits of every expert.</summary>
    /// <param name="images">Normalized images [n, 3, h, w].</param>
    /// <returns>K tensors [n, C].</returns>
    public Tensor[] Experts(Tensor images) => backbone.Experts(images);

    /// <summary>Computes the mean z̄ of all experts' logits.</summary>
    /// <param name="input">Normalized images [n, 3, h, w].</param>
    /// <returns>Logits [n, C].</returns>
    public override Tensor forward(Tensor input) => backbone.forward(input);

    /// <summary>
    /// Folds batch norm into the preceding convolutions, which is faster and gives the same logits up to rounding. It uses the current
    /// weights and running statistics; switching to training mode undoes it.
    /// </summary>
    /// <remarks>Jacob et al., "Quantization and training of neural networks for efficient integer-arithmetic-only inference", CVPR 2018, equation 14.</remarks>
    internal void FoldBatchNorm()
    {
        eval();
        bool own = Array.TrueForAll(_layers, layer => layer.HasOwn);
        CpuLayers.OnThreads(_layers.Length, i => _layers[i].Fold(own));
    }

    /// <summary>Does the same where the weights have not changed since it was done last: nothing, if all is folded.</summary>
    internal void KeepFolded()
    {
        eval();
        if (!Array.TrueForAll(_layers, layer => layer.IsFolded))
        {
            FoldBatchNorm();
        }
    }

    /// <summary>
    /// Freezes parts of the network until <see cref="Unfreeze"/>: frozen stages need no gradient, and in training mode, they and, if asked for, all
    /// batch norms stay in evaluation mode.
    /// </summary>
    internal void Freeze(FineTuningOptions options)
    {
        _fineTuning = options.Copy();
        RequireGradients(false);
    }

    /// <summary>Lets all parts learn again.</summary>
    internal void Unfreeze()
    {
        RequireGradients(true);
        _fineTuning = new();
    }

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        if (train)
        {
            UnfoldBatchNorm();
        }

        base.train(train);
        if (train)
        {
            KeepFrozen();
        }
    }

    /// <summary>
    /// Overrides which kernels the library's own layers use, otherwise <see cref="ProcessorKernels.Default"/>.
    /// </summary>
    /// <param name="kernels">Kernels that the processor can run; null for libtorch's layers.</param>
    internal void Use(IKernels? kernels)
    {
        UnfoldBatchNorm();
        Array.ForEach(_layers, layer => layer.Kernels = kernels);
    }

    /// <summary>Has all convolutions measure the ranges of their inputs and outputs from now on, for an export with 8 bits.</summary>
    internal void MeasureRanges()
    {
        UnfoldBatchNorm();
        Array.ForEach(_layers, layer => layer.Ranges = new());
    }

    internal void UnfoldBatchNorm() => Array.ForEach(_layers, layer => layer.Unfold());

    private IEnumerable<nn.Module> Frozen() => backbone.Stages.Take(_fineTuning.FrozenStages).SelectMany(stage => stage);

    private void RequireGradients(bool required)
    {
        foreach (Parameter parameter in Frozen().SelectMany(module => module.parameters()))
        {
            parameter.requires_grad = required;
        }
    }

    // Frozen stages are folded, because that is faster.
    private void KeepFrozen()
    {
        IEnumerable<nn.Module> norms = _fineTuning.FrozenBatchNorm ? backbone.modules().OfType<BatchNorm>() : [];
        foreach (nn.Module module in Frozen().Concat(norms))
        {
            module.eval();
        }

        // Without frozen stages, weights that need no gradient change in another way, as those of a momentum encoder do.
        foreach (NormedConvolution layer in _layers.Where(layer => _fineTuning.FrozenStages > 0 && layer.IsFrozen))
        {
            layer.Fold(layer.HasOwn);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            UnfoldBatchNorm();
        }

        base.Dispose(disposing);
    }
}
