using TorchSharp;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>ONNX element types (TensorProto.DataType) used in exported graphs.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
    Bool = 9,
}

internal static class OnnxTypes
{
    public static OnnxType Of(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float32 => OnnxType.Float,
        torch.ScalarType.Int64 => OnnxType.Int64,
        _ => throw new NotSupportedException($"Weights of type {type} cannot be exported to ONNX."),
    };
}
