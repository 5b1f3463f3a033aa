using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <summary>A residual network whose last two stages and classifier belong to the experts.</summary>
internal abstract class ResidualBackbone : ExpertBackbone
{
    private Chain[] _third = [];
    private Chain[] _last = [];
    private nn.Module<Tensor, Tensor>[] _heads = [];
    private int _featureCount;

    protected ResidualBackbone(string name, int expertCount)
        : base(name, expertCount)
    {
    }

    public sealed override int FeatureCount => _featureCount;

    public sealed override Tensor Expert(Tensor shared, int expert)
    {
        using Tensor hidden = _third[expert].forward(shared);
        return _last[expert].forward(hidden);
    }

    public sealed override Tensor Classify(Tensor featureMap, int expert)
    {
        using Tensor features = featureMap.mean([2, 3]);
        return _heads[expert].forward(features);
    }

    /// <summary>Makes the experts' parts; called after the shared parts are registered, so that the state keeps its order.</summary>
    protected void AddExperts(
        ModelDescription description, (string Name, Func<Chain> Create) third, (string Name, Func<Chain> Create) last, int features)
    {
        _third = PerExpert(third.Name, third.Create);
        _last = PerExpert(last.Name, last.Create);
        _heads = PerExpert("linear", () => Head(description.Head, features, description.ClassCount));
        _featureCount = features;
    }

    private static nn.Module<Tensor, Tensor> Head(HeadKind kind, int features, int classes)
        => kind == HeadKind.Cosine ? new CosineLinear(features, classes) : nn.Linear(features, classes);

    // The published names: "layer3" in a plain network, "layer3s.0", "layer3s.1"… with experts.
    private T[] PerExpert<T>(string name, Func<T> create)
        where T : nn.Module
    {
        T[] modules = [.. Enumerable.Range(0, ExpertCount).Select(_ => create())];
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
}
