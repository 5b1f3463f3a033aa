using MLNet.Ride.Torch.Formats.Onnx;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>
/// A backbone with shared early stages and, for each of K experts, late stages and a classifier of its own.
/// Its state has the names of the published code.
/// </summary>
/// <remarks>Intermediate results belong to the caller's dispose scope. The memory layout (channels last or not) of the images is kept.</remarks>
public abstract class ExpertBackbone : nn.Module<Tensor, Tensor>
{
    private protected ExpertBackbone(string name, int expertCount)
        : base(name)
        => ExpertCount = expertCount;

    /// <summary>Number of experts K.</summary>
    public int ExpertCount { get; }

    /// <summary>Number of channels F of the experts' feature maps.</summary>
    public abstract int FeatureCount { get; }

    /// <summary>The experts' classifiers, of pooled features [n, F].</summary>
    internal abstract IReadOnlyList<nn.Module<Tensor, Tensor>> Heads { get; }

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
    public abstract Tensor Classify(Tensor featureMap, int expert);

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

    /// <summary>Adds <see cref="Shared"/> to a graph.</summary>
    internal abstract string ExportShared(OnnxGraph graph, string images);

    /// <summary>Adds <see cref="Expert"/> to a graph.</summary>
    internal abstract string ExportExpert(OnnxGraph graph, string shared, int expert);

    /// <summary>Adds <see cref="Classify"/> to a graph.</summary>
    internal abstract string ExportClassifier(OnnxGraph graph, string featureMap, int expert);

    /// <summary>Whether the layers compute on the caller's thread alone, so that it is for the caller to use the others.</summary>
    internal virtual bool OnOneThread => false;

    /// <summary>Draws initial weights, as published with this backbone, for itself or for the routers on top of it.</summary>
    internal abstract void DrawInitialWeights(nn.Module root, Generator generator);
}
