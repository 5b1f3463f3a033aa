using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Weights;

/// <summary>
/// Weights of a network without experts, such as torchvision's ResNets (<c>conv1.weight</c>, <c>layer3.0.conv1.weight</c>, <c>fc.weight</c>): those
/// of a stage that each expert has for itself are the weights of all experts. Classifiers are not taken.
/// </summary>
internal sealed partial class PlainWeights
{
    private const string Prefix = "backbone.";
    private const string BatchCounter = ".num_batches_tracked";

    private static readonly string[] s_classifiers = ["fc.", "linear.", "classifier.", "head."];

    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    private PlainWeights(IReadOnlyDictionary<string, Tensor> source, IEnumerable<string> wanted)
    {
        foreach (string name in wanted.Where(name => !StateNames.IsHead(name) && !StateNames.IsRouter(name)))
        {
            string own = name[Prefix.Length..];
            string plain = source.ContainsKey(own) ? own : ExpertPart().Replace(own, "$1.$3");
            if (source.TryGetValue(plain, out Tensor? tensor))
            {
                _tensors.Add(name, tensor);
                Origins.Add(name, plain);
            }
        }

        foreach ((string name, Tensor tensor) in source.ExceptBy(Origins.Values, entry => entry.Key))
        {
            if (Array.Exists(s_classifiers, start => name.StartsWith(start, StringComparison.Ordinal)))
            {
                Ignored.Add(name);
            }
            else
            {
                _tensors.Add(name, tensor);
            }
        }
    }

    /// <summary>The tensors by the names of the network, and those that it has no use for by their own.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>For each tensor of the network, the name in the source.</summary>
    public Dictionary<string, string> Origins { get; } = new(StringComparer.Ordinal);

    /// <summary>Tensors of the source's classifier.</summary>
    public List<string> Ignored { get; } = [];

    /// <summary>Returns the weights; null if they are those of a network with experts.</summary>
    /// <param name="source">Tensors by name.</param>
    /// <param name="wanted">Names of the network's tensors.</param>
    public static PlainWeights? Of(IReadOnlyDictionary<string, Tensor> source, IEnumerable<string> wanted)
        => source.Keys.Any(name => name.StartsWith(Prefix, StringComparison.Ordinal)) ? null : new(source, wanted);

    /// <summary>Returns the weights of a model's first expert and the shared stages as those of a network without experts.</summary>
    public static Dictionary<string, Tensor> OfFirstExpert(RideModel model)
        => model.State()
            .Where(entry => !StateNames.IsHead(entry.Key) && !StateNames.IsRouter(entry.Key))
            .Select(entry => (Name: entry.Key[Prefix.Length..], entry.Value))
            .Where(entry => ExpertPart().Match(entry.Name) is { Success: false } or { Groups: [_, _, { Value: "0" }, ..] })
            .ToDictionary(entry => ExpertPart().Replace(entry.Name, "$1.$3"), entry => entry.Value, StringComparer.Ordinal);

    /// <summary>
    /// Whether a tensor of the network keeps its initial value if the source lacks it: classifiers, routers, and the batch counters that PyTorch
    /// before 0.4.1 did not have.
    /// </summary>
    public static bool MayLack(string name) => StateNames.IsHead(name) || StateNames.IsRouter(name) || IsBatchCounter(name);

    /// <summary>Whether a tensor only counts batches, which nothing depends on.</summary>
    public static bool IsBatchCounter(string name) => name.EndsWith(BatchCounter, StringComparison.Ordinal);

    // "layer3s.1.0.conv1.weight": of expert 1.
    [GeneratedRegex(@"^(\w+)s\.(\d+)\.(.+)$")]
    private static partial Regex ExpertPart();
}
