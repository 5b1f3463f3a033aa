using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats;

internal static class SafeTensorsTypes
{
    private static readonly (string Name, ScalarType Type, int Bytes)[] All =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    public static (string Name, int Bytes) Of(ScalarType type)
    {
        foreach ((string name, ScalarType candidate, int bytes) in All)
        {
            if (candidate == type)
            {
                return (name, bytes);
            }
        }

        throw new NotSupportedException($"The safetensors format does not support the element type {type}: convert the tensor first.");
    }

    public static (ScalarType Type, int Bytes)? Find(string? name)
    {
        foreach ((string candidate, ScalarType type, int bytes) in All)
        {
            if (candidate == name)
            {
                return (type, bytes);
            }
        }

        return null;
    }
}
