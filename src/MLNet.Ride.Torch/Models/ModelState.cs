using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models;

/// <summary>
/// State dictionaries in the order of the published code: for each module its parameters, its buffers, then its children.
/// </summary>
internal static class ModelState
{
    public static void Collect(nn.Module module, string prefix, Dictionary<string, Tensor> state)
    {
        foreach ((string name, Tensor parameter) in module.named_parameters(false))
        {
            state.Add(prefix + name, parameter);
        }

        foreach ((string name, Tensor buffer) in module.named_buffers(false))
        {
            state.Add(prefix + name, buffer);
        }

        foreach ((string name, nn.Module child) in module.named_children())
        {
            Collect(child, $"{prefix}{name}.", state);
        }
    }

    /// <summary>Checks all names, shapes, and element types before copying.</summary>
    /// <param name="source">The tensors to copy.</param>
    /// <param name="destination">The tensors to overwrite.</param>
    /// <param name="owner">Owner of the destination, for the message.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, unexpected, or of another shape or element type.</exception>
    public static void Copy(IReadOnlyDictionary<string, Tensor> source, IReadOnlyDictionary<string, Tensor> destination, string owner = "network")
    {
        string[] complaints =
        [
            .. Complaint("missing", destination.Keys.Where(name => !source.ContainsKey(name))),
            .. Complaint("unexpected", source.Keys.Where(name => !destination.ContainsKey(name))),
            .. Complaint("of another shape or type", Differences(source, destination)),
        ];
        if (complaints.Length > 0)
        {
            throw new InvalidDataException($"The weights do not match the {owner}. Tensors {string.Join("; ", complaints)}.");
        }

        using IDisposable noGradient = no_grad();
        foreach ((string name, Tensor tensor) in destination)
        {
            tensor.copy_(source[name]);
        }
    }

    /// <summary>Returns the tensors whose names begin with a prefix, keyed by the rest of their names.</summary>
    public static Dictionary<string, Tensor> WithPrefix(IReadOnlyDictionary<string, Tensor> tensors, string prefix)
        => tensors.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Differences(IReadOnlyDictionary<string, Tensor> source, IReadOnlyDictionary<string, Tensor> destination)
    {
        foreach ((string name, Tensor wanted) in destination)
        {
            if (source.TryGetValue(name, out Tensor? found) && (found.dtype != wanted.dtype || !found.shape.SequenceEqual(wanted.shape)))
            {
                yield return TensorNames.Difference(name, found, wanted);
            }
        }
    }

    private static IEnumerable<string> Complaint(string what, IEnumerable<string> names)
    {
        string[] all = [.. names];
        if (all.Length > 0)
        {
            yield return $"{what}: {TensorNames.Some(all)}";
        }
    }
}
