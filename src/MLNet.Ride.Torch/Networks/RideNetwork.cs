using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>The network of RIDE: a backbone with K experts whose logits are averaged.</summary>
public sealed class RideNetwork : nn.Module<Tensor, Tensor>
{
    // The name of the state.
    private readonly ExpertBackbone backbone;

    internal RideNetwork(ExpertBackbone backbone)
        : base(nameof(RideNetwork))
    {
        this.backbone = backbone;
        RegisterComponents();
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
}
