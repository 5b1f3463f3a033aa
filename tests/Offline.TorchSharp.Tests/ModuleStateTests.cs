using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Offline.TorchSharp.Tests;

public class ModuleStateTests
{
    [Fact]
    public void State_names_follow_fields_lists_and_sequences()
    {
        using Net net = new();
        Assert.Equal(
            [
                "blocks.0.0.weight", "blocks.0.1.bias", "blocks.0.1.num_batches_tracked", "blocks.0.1.running_mean",
                "blocks.0.1.running_var", "blocks.0.1.weight", "head.bias", "head.weight", "scale",
            ],
            net.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["blocks.0.0.weight", "blocks.0.1.bias", "blocks.0.1.weight", "head.bias", "head.weight", "scale"],
            net.named_parameters().Select(item => item.name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["blocks.0.1.num_batches_tracked", "blocks.0.1.running_mean", "blocks.0.1.running_var"],
            net.named_buffers().Select(item => item.name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_state_loads_into_another_module()
    {
        using Net source = new();
        using Net target = new();
        (IList<string> missing, IList<string> unexpected) = target.load_state_dict(source.state_dict());
        Assert.Empty(missing);
        Assert.Empty(unexpected);
        foreach ((string name, Tensor value) in source.state_dict())
        {
            Assert.True(value.allclose(target.state_dict()[name]), name);
        }
    }

    [Fact]
    public void Loading_is_strict_unless_told_otherwise()
    {
        using Net net = new();
        Dictionary<string, Tensor> state = net.state_dict();
        state.Remove("scale");
        Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        Assert.Equal(["scale"], net.load_state_dict(state, strict: false).missing_keys);
    }

    [Fact]
    public void Training_mode_reaches_every_module()
    {
        using Net net = new();
        Assert.True(net.training);
        net.eval();
        Assert.False(net.training);
        Assert.All(net.modules().Where(module => module is not Sequential), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void A_parameter_read_from_a_layer_shares_its_memory()
    {
        using Linear layer = nn.Linear(2, 1);
        using (no_grad())
        using (Parameter weight = layer.weight!)
        using (Parameter bias = layer.bias!)
        {
            weight.fill_(2);
            bias.fill_(1);
        }

        using Tensor input = ones(1, 2);
        using Tensor output = layer.call(input);
        Assert.Equal(5f, output.item<float>());
        Assert.All(layer.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void Conversion_reaches_parameters_and_buffers()
    {
        using Net net = new();
        net.to(ScalarType.Float64);
        Assert.All(net.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
        Dictionary<string, Tensor> state = net.state_dict();
        Assert.Equal(ScalarType.Float64, state["blocks.0.1.running_mean"].dtype);
        using Tensor input = ones([2, 1, 3, 3], ScalarType.Float64);
        using Tensor output = net.call(input);
        Assert.Equal(ScalarType.Float64, output.dtype);
    }

    [Fact]
    public void A_disposed_module_lets_go_of_its_tensors()
    {
        Net net = new();
        List<Parameter> parameters = net.parameters().ToList();
        net.Dispose();
        Assert.All(parameters, parameter => Assert.True(parameter.IsInvalid));
    }

    [Fact]
    public void A_layer_built_in_a_scope_loses_its_parameters_with_the_scope()
    {
        Linear layer;
        using (NewDisposeScope())
        {
            layer = nn.Linear(2, 1);
            Assert.Equal(2, layer.parameters().Count());
        }

        Assert.Empty(layer.parameters());
        using Tensor input = ones(1, 2);
        using Tensor output = layer.call(input);
        Assert.Equal([1, 1], output.shape);
        layer.Dispose();
    }

    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter scale = new(ones(1));
        private readonly ModuleList<Sequential> blocks;
        private readonly Linear head = nn.Linear(2, 3);

        public Net()
            : base(nameof(Net))
        {
            blocks = new ModuleList<Sequential>(
                nn.Sequential(nn.Conv2d(1, 2, 3, 1, 1, 1, PaddingModes.Zeros, 1, false), nn.BatchNorm2d(2), nn.ReLU(true)));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using Tensor features = blocks[0].call(input);
            using Tensor pooled = features.mean([2, 3]);
            using Tensor logits = head.call(pooled);
            return logits * scale;
        }
    }
}
