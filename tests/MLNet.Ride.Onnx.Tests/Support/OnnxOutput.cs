namespace MLNet.Ride.Onnx.Tests.Support;

/// <summary>One output of a graph.</summary>
/// <param name="Type">Element type: float32, int64.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Its values, row by row.</param>
internal sealed record OnnxOutput(string Type, int[] Shape, float[] Values);
