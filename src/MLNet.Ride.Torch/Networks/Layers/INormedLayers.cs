
namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>A module with convolutions that are followed by batch norm.</summary>
internal interface INormedLayers
{
    /// <summary>The layers of the module itself, without those of its children.</summary>
    IEnumerable<NormedConvolution> Layers { get; }
}
