using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The network of RIDE: a backbone with K experts whose logits are averaged.</summary>
public sealed class RideNetwork : nn.Module<Tensor, Tensor>
{
    // The name of the state.
    private readonly ExpertBackbone backbone;

    private readonly NormedConvolution[] _layers;

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

    /// <summary>The backbone, for those who compute expert by expert.</summary>
    public ExpertBackbone Backbone => backbone;

    /// <summary>The logits of every expert.</summary>
    /// <param name="images">Normalised images [n, 3, h, w].</param>
    /// <returns>K tensors [n, C].</returns>
    public Tensor[] Experts(Tensor images) => backbone.Experts(images);

    /// <summary>The mean z̄ of all experts' logits.</summary>
    /// <param name="input">Normalised images [n, 3, h, w].</param>
    /// <returns>Logits [n, C].</returns>
    public override Tensor forward(Tensor input) => backbone.forward(input);

    /// <summary>
    /// Computes batch norm within the convolutions before it, which is faster and gives the same logits up to rounding. It takes the weights
    /// and running statistics of this moment; training mode ends it.
    /// </summary>
    /// <remarks>Jacob et al., "Quantization and training of neural networks for efficient integer-arithmetic-only inference", CVPR 2018, equation 14.</remarks>
    public void FoldBatchNorm()
    {
        eval();
        bool own = Array.TrueForAll(_layers, layer => layer.HasOwn);
        Array.ForEach(_layers, layer => layer.Fold(own));
    }

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        if (train)
        {
            UnfoldBatchNorm();
        }

        base.train(train);
    }

    /// <summary>Decides whether the library's own layers are used, in place of the processor: they need AVX-512 to be faster than libtorch's, not to work.</summary>
    /// <param name="own">Whether they are used where there are any, or libtorch's alone.</param>
    internal void UseOwnLayers(bool own)
    {
        UnfoldBatchNorm();
        Array.ForEach(_layers, layer => layer.MayUseOwn = own);
    }

    internal void UnfoldBatchNorm() => Array.ForEach(_layers, layer => layer.Unfold());

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
