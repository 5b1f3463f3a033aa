using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>Returns parameters and buffers that a module must have; TorchSharp returns null for missing ones.</summary>
internal static class ModuleParts
{
    public static Parameter Parameter(this nn.Module module, string name) => module.get_parameter(name) ?? throw Missing(module, name);

    public static Tensor Buffer(this nn.Module module, string name) => module.get_buffer(name) ?? throw Missing(module, name);

    private static InvalidOperationException Missing(nn.Module module, string name) => new($"{module.GetType().Name} has no '{name}'.");
}
