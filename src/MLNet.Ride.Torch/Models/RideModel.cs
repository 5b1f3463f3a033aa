using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models;

/// <summary>A network, its routers if it has any, and the description from which both are built.</summary>
public sealed class RideModel : IDisposable
{
    internal const string RoutedNotWeighted
        = "Expert weights and routing cannot be combined, because the routers were trained on equally weighted experts. Train with Routing.Enabled = false to use expert weights.";

    private const string StatePrefix = "backbone.";

    private Device? _device;
    private readonly MemoryPressure _memory;

    private RideModel(ModelDescription description, RideNetwork network)
    {
        Description = description;
        Network = network;

        // Gradients during training and folded convolutions during scoring double this.
        _memory = new MemoryPressure(2 * sizeof(float) * ParameterCount);
    }

    /// <summary>Everything, besides the weights, that is needed to rebuild the model.</summary>
    public ModelDescription Description { get; private set; }

    /// <summary>The backbone with its experts.</summary>
    public RideNetwork Network { get; }

    /// <summary>The routers; <see langword="null"/> without routing.</summary>
    public Router? Router { get; private set; }

    /// <summary>Number of trainable values in the network and the routers.</summary>
    public long ParameterCount
        => Network.parameters().Concat(Router?.parameters() ?? []).Sum(parameter => parameter.NumberOfElements);

    /// <summary>Parameters and operations of the network and the routers.</summary>
    public NetworkCost Cost => NetworkCost.Of(Description);

    /// <summary>Builds a model with initial weights, on the CPU and in training mode.</summary>
    /// <param name="description">What to build; with routers if <see cref="ModelDescription.RouterTopLogits"/> is above 0.</param>
    /// <param name="seed">Seed of the initial weights, which depend on nothing else; <see langword="null"/> draws one.</param>
    /// <returns>The model, not owned by any dispose scope.</returns>
    /// <exception cref="ArgumentException">The description is not valid; the message names the value.</exception>
    /// <exception cref="InvalidOperationException">The native runtime of TorchSharp is missing.</exception>
    public static RideModel Create(ModelDescription description, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ModelDescriptionCheck.Validate(description);
        TorchRuntime.Require();
        using Generator generator = NewGenerator(seed);
        ExpertBackbone backbone = BackboneRegistry.All.Find(description.Backbone).Create(description);
        backbone.DrawInitialWeights(backbone, generator);
        var model = new RideModel(description with { RouterTopLogits = 0 }, new RideNetwork(backbone, description.Precision));
        Detach(model.Network);
        if (description.RouterTopLogits > 0)
        {
            model.AddRouter(description.RouterTopLogits, seed);
        }

        return model;
    }

    /// <summary>Creates a model with the same weights and routers, on the CPU and in evaluation mode.</summary>
    /// <returns>The copy, not owned by any dispose scope.</returns>
    public RideModel Copy()
    {
        RideModel copy = Create(Description, 0);
        try
        {
            copy.LoadState(State());
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        copy.Evaluate();
        return copy;
    }

    /// <summary>Adds routers with initial weights, on the device of the network.</summary>
    /// <param name="topLogits">Number t of largest logits that the routers receive, at least 1; clamped to the number of classes.</param>
    /// <param name="seed">Seed of the initial weights; <see langword="null"/> draws one.</param>
    /// <exception cref="InvalidOperationException">The network has only one expert, or already has routers.</exception>
    public void AddRouter(int topLogits, int? seed = null)
    {
        OptionCheck.InRange(topLogits, 1, int.MaxValue, nameof(topLogits));
        if (Description.ExpertWeights is not null)
        {
            throw new InvalidOperationException("The model has expert weights, which cannot be combined with routing: call WeightExperts(null) before adding routers.");
        }

        if (Description.ExpertCount < 2 || Router is not null)
        {
            throw new InvalidOperationException(
                Router is null ? "Routing needs at least two experts, but the network has one." : "The model already has routers.");
        }

        topLogits = Math.Min(topLogits, Description.ClassCount);
        using Generator generator = NewGenerator(seed);
        var router = new Router(Description.ExpertCount, Network.Backbone.FeatureCount, topLogits);
        Network.Backbone.DrawInitialWeights(router, generator);
        Detach(router);
        Router = _device is null ? router : router.to(_device);
        Description = Description with { RouterTopLogits = topLogits };
    }

    /// <summary>
    /// Gives every expert a classifier of a kind, with initial weights except for the parts that are kept. The representation does not
    /// change; routers and expert weights are removed, because they fit the old classifiers.
    /// </summary>
    /// <param name="kind">Kind of the new classifiers.</param>
    /// <param name="seed">Seed of the initial weights.</param>
    /// <param name="kept">
    /// Names of tensors within the classifiers, such as <c>weight</c>, which have the same shape in the old and new classifiers.
    /// </param>
    public void ReplaceHeads(HeadKind kind, int seed, params string[] kept)
    {
        OptionCheck.Defined(kind, nameof(kind));
        IReadOnlyDictionary<string, Tensor> before = State();
        ExpertBackbone backbone = Network.Backbone;
        nn.Module<Tensor, Tensor>[] heads
            = [.. Enumerable.Range(0, Description.ExpertCount).Select(_ => HeadLayers.Create(kind, backbone.FeatureCount, Description.ClassCount))];
        using Generator generator = NewGenerator(seed);
        foreach (nn.Module<Tensor, Tensor> head in heads)
        {
            backbone.DrawInitialWeights(head, generator);
            head.to(Device);
            Detach(head);
        }

        using nn.Module old = backbone.ReplaceHeads(heads);
        using (no_grad())
        {
            foreach ((string name, Tensor tensor) in State())
            {
                if (StateNames.IsHead(name) && kept.Contains(name[(name.LastIndexOf('.') + 1)..], StringComparer.Ordinal))
                {
                    tensor.copy_(before[name]);
                }
            }
        }

        Router?.Dispose();
        (Description, Router) = (Description with { Head = kind, RouterTopLogits = 0, ExpertWeights = null }, null);
        Evaluate();
    }

    /// <summary>
    /// Returns all parameters and buffers by the names of the published code, such as <c>backbone.layer2s.0.0.conv1.weight</c> and
    /// <c>backbone.expert_help_pred_fc.weight</c>, in its order.
    /// </summary>
    /// <returns>The tensors themselves, not copies; they are replaced when the model moves to another device.</returns>
    public IReadOnlyDictionary<string, Tensor> State()
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        ModelState.Collect(Network, "", state);
        if (Router is not null)
        {
            ModelState.Collect(Router, StatePrefix, state);
        }

        return state;
    }

    /// <summary>Copies weights into the model after checking that all of them fit.</summary>
    /// <param name="state">Tensors by the names of <see cref="State"/>, on any device.</param>
    /// <exception cref="InvalidDataException">
    /// A tensor is missing, unexpected, or of another shape or element type; nothing was copied. The message names the tensors.
    /// </exception>
    public void LoadState(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        ModelState.Copy(state, State());
        Network.UnfoldBatchNorm();
    }

    /// <summary>Moves the network and the routers to a device.</summary>
    /// <param name="device">The device.</param>
    public void To(Device device)
    {
        Network.UnfoldBatchNorm();
        Network.to(device);
        Router?.to(device);
        _device = device;
    }

    /// <summary>Logits [n, C] of all experts together, weighted if the model has expert weights; in the caller's dispose scope.</summary>
    /// <param name="images">Normalized images [n, 3, h, w] on <see cref="Device"/>.</param>
    internal Tensor EnsembleLogits(Tensor images)
    {
        if (Description.ExpertWeights is not { } weights)
        {
            return Network.forward(images);
        }

        using DisposeScope scope = NewDisposeScope();
        return ExpertLogits.Weighted(Network.Experts(images), weights).MoveToOuterDisposeScope();
    }

    /// <summary>The device of the model.</summary>
    internal Device Device => _device ?? CPU;

    /// <summary>
    /// Sets the weights with which the experts' logits are averaged in scoring, such as weights learned from images at test time.
    /// </summary>
    /// <param name="weights">One weight for each expert, 0 to 1, with a sum of 1; <see langword="null"/> for equal weights.</param>
    /// <exception cref="ArgumentException">The weights are not valid.</exception>
    /// <exception cref="InvalidOperationException">The model has routers, which were trained on equally weighted experts.</exception>
    public void WeightExperts(IReadOnlyList<double>? weights)
    {
        if (Router is not null)
        {
            throw new InvalidOperationException(RoutedNotWeighted);
        }

        ModelDescription weighted = Description with { ExpertWeights = weights is null ? null : [.. weights] };
        ModelDescriptionCheck.Validate(weighted);
        Description = weighted;
    }

    /// <summary>Switches the network and the routers to evaluation mode: batch norm uses its running statistics.</summary>
    public void Evaluate()
    {
        Network.eval();
        Router?.eval();
    }

    /// <summary>Releases the weights.</summary>
    public void Dispose()
    {
        Network.Dispose();
        Router?.Dispose();
        _memory.Dispose();
    }

    private static Generator NewGenerator(int? seed) => new((ulong)(uint)(seed ?? Random.Shared.Next()));

    private static void Detach(nn.Module module)
    {
        foreach (Tensor tensor in module.parameters().Concat(module.buffers()))
        {
            tensor.DetachFromDisposeScope();
        }
    }
}
