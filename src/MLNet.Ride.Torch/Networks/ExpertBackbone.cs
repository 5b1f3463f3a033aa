using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// A backbone with shared early stages and, for each of K experts, late stages and a classifier of its own.
/// Its state has the names of the published code.
/// </summary>
/// <remarks>
/// Derive from it to add a backbone of your own to <see cref="BackboneRegistry.All"/>. Its constructor makes and registers the stages that are
/// shared, then those of the experts (<see cref="AddPerExpert"/>), then the classifiers (<see cref="AddClassifiers"/>).
/// Intermediate results belong to the caller's dispose scope.
/// </remarks>
public abstract class ExpertBackbone : nn.Module<Tensor, Tensor>
{
    private const string HeadName = "linear";

    private nn.Module<Tensor, Tensor>[] _heads = [];

    /// <summary>Begins a backbone.</summary>
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

    /// <summary>The stages that all experts share.</summary>
    /// <param name="images">Normalised images [n, 3, h, w].</param>
    /// <returns>The shared feature map.</returns>
    public abstract Tensor Shared(Tensor images);

    /// <summary>The late stages of one expert.</summary>
    /// <param name="shared">Result of <see cref="Shared"/>.</param>
    /// <param name="expert">Number of the expert, 0 to K − 1.</param>
    /// <returns>The expert's last feature map [n, F, h', w'].</returns>
    public abstract Tensor Expert(Tensor shared, int expert);

    /// <summary>Average pooling and the classifier of one expert.</summary>
    /// <param name="featureMap">Result of <see cref="Expert"/> for the same expert.</param>
    /// <param name="expert">Number of the expert, 0 to K − 1.</param>
    /// <returns>Logits [n, C]; the scale of the cosine classifier is applied.</returns>
    public Tensor Classify(Tensor featureMap, int expert)
    {
        using Tensor features = FeatureVector.Of(featureMap);
        return _heads[expert].forward(features);
    }

    /// <summary>The mean of all experts' logits.</summary>
    /// <param name="input">Normalised images [n, 3, h, w].</param>
    /// <returns>Logits [n, C].</returns>
    public override Tensor forward(Tensor input) => ExpertLogits.Mean(Experts(input));

    /// <summary>The logits of every expert.</summary>
    /// <param name="images">Normalised images [n, 3, h, w].</param>
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

    /// <summary>Makes a part for each expert and registers it: under its name where there is one expert, else as name + "s.0", name + "s.1"…</summary>
    /// <typeparam name="T">Type of the part.</typeparam>
    /// <param name="name">Name in the state, in the singular.</param>
    /// <param name="create">Makes the part of one expert.</param>
    /// <returns>K parts.</returns>
    protected T[] AddPerExpert<T>(string name, Func<T> create)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(create);
        return Register(name, [.. Enumerable.Range(0, ExpertCount).Select(_ => create())]);
    }

    /// <summary>Makes the classifiers, after all other parts.</summary>
    /// <param name="description">What the network is.</param>
    /// <param name="featureCount">Number of channels F of the experts' feature maps.</param>
    protected void AddClassifiers(NetworkDescription description, int featureCount)
    {
        ArgumentNullException.ThrowIfNull(description);
        _heads = AddPerExpert(HeadName, () => HeadLayers.Create(description.Head, featureCount, description.ClassCount));
        FeatureCount = featureCount;
    }

    /// <summary>Puts other classifiers in the place of the experts' present ones.</summary>
    /// <param name="heads">One for each expert.</param>
    /// <returns>The module that holds the ones before, which is the caller's to dispose.</returns>
    internal nn.Module ReplaceHeads(nn.Module<Tensor, Tensor>[] heads)
    {
        (string name, nn.Module before) = named_children().Single(child => child.name is HeadName or HeadName + "s");
        register_module(name, null!); // which takes it out
        _heads = Register(HeadName, heads);
        return before;
    }

    /// <summary>
    /// Draws initial weights for the network or for the routers on top of it. The default, as for photos: normal(0, √(2/(k²·out))) for k×k
    /// convolutions; linear layers as PyTorch makes them; other layers are left alone.
    /// </summary>
    /// <param name="root">The module whose parts are initialized.</param>
    /// <param name="generator">Draws the weights, so that the seed alone decides.</param>
    protected internal virtual void DrawInitialWeights(nn.Module root, Generator generator) => InitialWeights.NormalFanOut(root, generator);

    /// <summary>Adds <see cref="Shared"/> to a graph.</summary>
    internal virtual string ExportShared(OnnxGraph graph, string images) => throw NotExported();

    /// <summary>Adds <see cref="Expert"/> to a graph.</summary>
    internal virtual string ExportExpert(OnnxGraph graph, string shared, int expert) => throw NotExported();

    /// <summary>Adds <see cref="Classify"/> to a graph.</summary>
    internal string ExportClassifier(OnnxGraph graph, string featureMap, int expert) => graph.Add(_heads[expert], graph.FeatureVector(featureMap));

    /// <summary>Whether the layers compute on the caller's thread alone, so that it is for the caller to use the others.</summary>
    internal virtual bool OnOneThread => false;

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
        => new($"A {GetName()} cannot be exported to ONNX: the export knows the layers of the library's own backbones alone.");
}
