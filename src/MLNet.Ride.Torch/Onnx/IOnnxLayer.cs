namespace MLNet.Ride.Torch.Onnx;

/// <summary>A part of a network that can be exported.</summary>
internal interface IOnnxLayer
{
    /// <summary>Adds what scoring computes to a graph.</summary>
    /// <returns>The name of the output.</returns>
    string Export(OnnxGraph graph, string input);
}
