using TorchSharp;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>Element types of ONNX (TensorProto.DataType) that the exported graphs have.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
}

internal static class OnnxTypes
{
    public static OnnxType Of(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float32 => OnnxType.Float,
        torch.ScalarType.Int64 => OnnxType.Int64,
        _ => throw new NotSupportedException($"Weights of type {type} are not exported to ONNX."),
    };
}
