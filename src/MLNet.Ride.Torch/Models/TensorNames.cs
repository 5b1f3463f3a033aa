using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models;

/// <summary>Formats tensors for messages.</summary>
internal static class TensorNames
{
    private const int MostNamed = 5;

    /// <summary>Lists the first names and the number of remaining ones.</summary>
    public static string Some(IReadOnlyCollection<string> names)
        => string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    /// <summary>Describes a mismatched tensor by its name and both shapes.</summary>
    public static string Difference(string name, Tensor found, Tensor wanted) => $"{name} ({Describe(found)} instead of {Describe(wanted)})";

    private static string Describe(Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
