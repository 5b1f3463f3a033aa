using MLNet.Ride.Torch.Formats.Onnx;

namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>A part of a network that can be exported.</summary>
internal interface IOnnxLayer
{
    /// <summary>Adds the layer's inference computation to a graph.</summary>
    /// <returns>The name of the output.</returns>
    string Export(OnnxGraph graph, string input);
}
