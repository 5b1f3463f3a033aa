using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>The range of a value of the graph, in which 8 bits represent it: x ≈ Scale · (q − ZeroPoint). It includes 0, which is represented exactly.</summary>
/// <param name="Low">Smallest number, at most 0.</param>
/// <param name="High">Largest number, at least 0.</param>
internal readonly record struct ValueRange(float Low, float High)
{
    private const float LeastWidth = 1e-6f;

    public float Scale => Math.Max(High - Low, LeastWidth) / byte.MaxValue;

    public byte ZeroPoint => (byte)Math.Clamp(Math.Round(-Low / Scale), 0, byte.MaxValue);

    /// <summary>The range that includes further numbers.</summary>
    public ValueRange With(Tensor values) => new(Math.Min(Low, values.min().item<float>()), Math.Max(High, values.max().item<float>()));
}
