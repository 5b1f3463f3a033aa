using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models;

/// <summary>Tensors in messages.</summary>
internal static class TensorNames
{
    private const int MostNamed = 5;

    /// <summary>The first names, and how many more there are.</summary>
    public static string Some(IReadOnlyCollection<string> names)
        => string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    /// <summary>A tensor that does not fit, by its name and both shapes.</summary>
    public static string Difference(string name, Tensor found, Tensor wanted) => $"{name} ({Describe(found)} instead of {Describe(wanted)})";

    private static string Describe(Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
