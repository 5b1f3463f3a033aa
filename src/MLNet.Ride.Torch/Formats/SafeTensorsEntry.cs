using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats;

/// <summary>
/// One tensor of a header; its bytes, counted from the end of the header, are those from Begin (inclusive) to End (exclusive).
/// </summary>
internal sealed record SafeTensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End);
