using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.Onnx;

/// <summary>A constant of the graph (TensorProto).</summary>
/// <param name="Name">Name by which nodes refer to it.</param>
/// <param name="Values">The values, on any device; owned by the caller's dispose scope.</param>
internal sealed record OnnxWeights(string Name, Tensor Values)
{
    private const int DimensionField = 1;
    private const int TypeField = 2;
    private const int NameField = 8;
    private const int RawField = 9;

    /// <summary>The message up to the values, which follow it.</summary>
    public ProtobufMessage Head()
    {
        var head = new ProtobufMessage();
        foreach (long size in Values.shape)
        {
            head.Add(DimensionField, size);
        }

        return head.Add(TypeField, (long)OnnxTypes.Of(Values.dtype)).Add(NameField, Name).Open(RawField, ByteCount);
    }

    public long ByteCount => Values.NumberOfElements * Values.ElementSize;

    public void WriteNumbers(Stream stream)
    {
        using DisposeScope scope = NewDisposeScope();
        stream.Write(Values.cpu().contiguous().bytes);
    }
}
