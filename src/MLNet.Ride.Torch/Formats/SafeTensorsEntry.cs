using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats;

/// <summary>One tensor of a header; its bytes, counted after the header, are those from Begin to before End.</summary>
internal sealed record SafeTensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End);
