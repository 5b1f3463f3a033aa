using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models;

/// <summary>A network, its routers if it has any, and the description from which both are built.</summary>
public sealed partial class RideModel : IDisposable
{
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
    internal Router? Router { get; private set; }

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
        return Create(description, seed, backbone =>
        {
            using Generator generator = NewGenerator(seed);
            backbone.DrawInitialWeights(backbone, generator);
        });
    }

    /// <summary>Builds a model whose weights are to be replaced: they are not those of any seed.</summary>
    internal static RideModel CreateToLoad(ModelDescription description) => Create(description, 0, _ => { });

    private static RideModel Create(ModelDescription description, int? seed, Action<ExpertBackbone> drawWeights)
    {
        ExpertBackbone backbone = BackboneRegistry.Of(description).Create(description);
        drawWeights(backbone);
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
        RideModel copy = CreateToLoad(Description);
        try
        {
            copy.LoadState(State());
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        copy.SetNovelty(Novelty?.Copy());
        copy.Evaluate();
        return copy;
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
        KernelLayout.Set(Network, channelsLast: device.type == DeviceType.CUDA);
        Novelty?.To(device);
        _device = device;
    }

    /// <summary>The device of the model.</summary>
    internal Device Device => _device ?? CPU;

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
        Novelty?.Dispose();
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
