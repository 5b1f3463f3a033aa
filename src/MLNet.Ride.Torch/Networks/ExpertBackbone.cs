using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// A backbone with shared early stages and separate late stages and classifiers for K experts. Its state has the names of the published
/// code.
/// </summary>
/// <remarks>
/// Derive from it to add your own backbone to <see cref="BackboneRegistry.All"/>. The constructor creates and registers the shared stages,
/// then those of the experts (<see cref="AddPerExpert"/>), then the classifiers (<see cref="AddClassifiers"/>). Intermediate results belong
/// to the caller's dispose scope.
/// </remarks>
public abstract class ExpertBackbone : nn.Module<Tensor, Tensor>
{
    private const string HeadName = "linear";

    private nn.Module<Tensor, Tensor>[] _heads = [];

    /// <summary>Initializes a backbone.</summary>
    /// <param name="name">Name of its type, for messages.</param>
    /// <param name="expertCount">Number of experts K.</param>
    protected ExpertBackbone(string name, int expertCount)
        : base(name)
        => ExpertCount = expertCount;

    /// <summary>Number of experts K.</summary>
    public int ExpertCount { get; }

    /// <summary>Number of channels F of the experts' feature maps.</summary>
    public int FeatureCount { get; private set; }

    /// <summary>The experts' classifiers, of pooled features [n, F].</summary>
    public IReadOnlyList<nn.Module<Tensor, Tensor>> Heads => _heads;

    /// <summary>
    /// The stages from the input to the features, each with its modules, those of all experts: <see cref="FineTuningOptions.FrozenStages"/> keeps the
    /// first of them. The default is one stage with all modules but the classifiers; <see cref="Backbone.StageCount"/> tells their number.
    /// </summary>
    protected internal virtual IReadOnlyList<IReadOnlyList<nn.Module>> Stages => [[.. Parts().Select(part => part.Module)]];

    /// <summary>Computes the stages that all experts share.</summary>
    /// <param name="images">Normalized images [n, 3, h, w].</param>
    /// <returns>The shared feature map.</returns>
    public abstract Tensor Shared(Tensor images);

    /// <summary>Computes the late stages of one expert.</summary>
    /// <param name="shared">Result of <see cref="Shared"/>.</param>
    /// <param name="expert">Index of the expert, 0 to K − 1.</param>
    /// <returns>The expert's last feature map [n, F, h', w'].</returns>
    public abstract Tensor Expert(Tensor shared, int expert);

    /// <summary>Computes average pooling and the classifier of one expert.</summary>
    /// <param name="featureMap">Result of <see cref="Expert"/> for the same expert.</param>
    /// <param name="expert">Index of the expert, 0 to K − 1.</param>
    /// <returns>Logits [n, C]; for a cosine classifier, scaled.</returns>
    public Tensor Classify(Tensor featureMap, int expert)
    {
        using Tensor features = FeatureVector.Of(featureMap);
        return _heads[expert].forward(features);
    }

    /// <summary>Computes the mean of all experts' logits.</summary>
    /// <param name="input">Normalized images [n, 3, h, w].</param>
    /// <returns>Logits [n, C].</returns>
    public override Tensor forward(Tensor input) => ExpertLogits.Mean(Experts(input));

    /// <summary>Computes the logits of every expert.</summary>
    /// <param name="images">Normalized images [n, 3, h, w].</param>
    /// <returns>K tensors [n, C].</returns>
    public Tensor[] Experts(Tensor images)
    {
        var logits = new Tensor[ExpertCount];
        using Tensor shared = Shared(images);
        for (int expert = 0; expert < logits.Length; expert++)
        {
            using Tensor featureMap = Expert(shared, expert);
            logits[expert] = Classify(featureMap, expert);
        }

        return logits;
    }

    /// <summary>
    /// Creates a part for each expert and registers it: under its name for a single expert, otherwise as name + "s.0", name + "s.1"…
    /// </summary>
    /// <typeparam name="T">Type of the part.</typeparam>
    /// <param name="name">Name in the state, in the singular.</param>
    /// <param name="create">Creates the part of one expert.</param>
    /// <returns>K parts.</returns>
    protected T[] AddPerExpert<T>(string name, Func<T> create)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(create);
        return Register(name, [.. Enumerable.Range(0, ExpertCount).Select(_ => create())]);
    }

    /// <summary>Creates the classifiers, after all other parts.</summary>
    /// <param name="description">Description of the network.</param>
    /// <param name="featureCount">Number of channels F of the experts' feature maps.</param>
    protected void AddClassifiers(NetworkDescription description, int featureCount)
    {
        ArgumentNullException.ThrowIfNull(description);
        _heads = AddPerExpert(HeadName, () => HeadLayers.Create(description.Head, featureCount, description.ClassCount, description.HeadSettings));
        FeatureCount = featureCount;
    }

    /// <summary>Replaces the experts' classifiers.</summary>
    /// <param name="heads">One for each expert.</param>
    /// <returns>The module with the previous classifiers, which the caller disposes.</returns>
    internal nn.Module ReplaceHeads(nn.Module<Tensor, Tensor>[] heads)
    {
        (string name, nn.Module before) = named_children().Single(child => child.name is HeadName or HeadName + "s");
        register_module(name, null!); // which removes it
        _heads = Register(HeadName, heads);
        return before;
    }

    /// <summary>
    /// Draws initial weights for the network or for the routers on top of it. The default, used for photos, is normal(0, √(2/(k²·out))) for
    /// k×k convolutions and PyTorch's default for linear layers; other layers are unchanged.
    /// </summary>
    /// <param name="root">The module whose parts are initialized.</param>
    /// <param name="generator">Random generator, so that the weights depend only on the seed.</param>
    protected internal virtual void DrawInitialWeights(nn.Module root, Generator generator) => InitialWeights.NormalFanOut(root, generator);

    /// <summary>Adds <see cref="Shared"/> to a graph.</summary>
    internal virtual string ExportShared(OnnxGraph graph, string images) => throw NotExported();

    /// <summary>Adds <see cref="Expert"/> to a graph.</summary>
    internal virtual string ExportExpert(OnnxGraph graph, string shared, int expert) => throw NotExported();

    /// <summary>Adds <see cref="Classify"/> to a graph.</summary>
    internal string ExportClassifier(OnnxGraph graph, string featureMap, int expert) => graph.Add(_heads[expert], graph.FeatureVector(featureMap));

    /// <summary>Whether the maps of a slice of a batch should pass all layers on one thread, while they are in its cache.</summary>
    internal virtual bool ComputesInSlices => false;

    /// <summary>The modules below the classifiers, by name.</summary>
    private protected IEnumerable<(string Name, nn.Module Module)> Parts()
        => named_children().Where(child => child.name is not (HeadName or HeadName + "s"));

    private T[] Register<T>(string name, T[] modules)
        where T : nn.Module
    {
        if (modules.Length == 1)
        {
            register_module(name, modules[0]);
        }
        else
        {
            register_module(name + "s", new ModuleList<T>(modules));
        }

        return modules;
    }

    private NotSupportedException NotExported()
        => new($"A {GetName()} cannot be exported to ONNX: only the built-in backbones support export.");
}
