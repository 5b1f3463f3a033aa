using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Checkpoints;

/// <summary>One tensor of a header; its bytes are those from <paramref name="Begin"/> to before <paramref name="End"/>, counted after the header.</summary>
internal sealed record SafeTensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End);
