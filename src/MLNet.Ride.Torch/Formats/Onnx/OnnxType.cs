using TorchSharp;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>ONNX element types (TensorProto.DataType) used in exported graphs.</summary>
internal enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
}

internal static class OnnxTypes
{
    public static OnnxType Of(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float32 => OnnxType.Float,
        torch.ScalarType.Byte => OnnxType.UInt8,
        torch.ScalarType.Int8 => OnnxType.Int8,
        torch.ScalarType.Int32 => OnnxType.Int32,
        torch.ScalarType.Int64 => OnnxType.Int64,
        _ => throw new NotSupportedException($"Weights of type {type} cannot be exported to ONNX."),
    };
}
