using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models;

public class RideModelTests
{
    private const string ConvWeight = "backbone.conv1.weight";

    private static readonly ModelDescription Description = ReferenceModel.Description(2, classes: 5) with { Backbone = "resnet20" };

    [Fact]
    public void Seed_alone_decides_the_initial_weights()
    {
        using RideModel first = RideModel.Create(Description, 7);
        using RideModel again = RideModel.Create(Description, 7);
        using RideModel other = RideModel.Create(Description, 8);

        Assert.All(first.State().Zip(again.State()), pair => Assert.Equal(Bytes(pair.First.Value), Bytes(pair.Second.Value)));
        Assert.NotEqual(Bytes(first.State()[ConvWeight]), Bytes(other.State()[ConvWeight]));
    }

    [Fact]
    public void Initial_weights_follow_the_recipe()
    {
        using RideModel model = RideModel.Create(ReferenceModel.Description(1, HeadKind.Linear) with { ReducedWidth = false }, 1);
        IReadOnlyDictionary<string, Tensor> state = model.State();

        AssertDeviation(Math.Sqrt(2.0 / (64 * 9)), state["backbone.layer3.4.conv2.weight"]);
        AssertDeviation(Math.Sqrt(2.0 / 64), state["backbone.linear.weight"]);
        Assert.All(state["backbone.linear.bias"].Floats(), value => Assert.InRange(value, -0.125f, 0.125f));
        Assert.All(state["backbone.bn1.weight"].Floats(), value => Assert.Equal(1, value));
    }

    [Theory]
    [InlineData(1, HeadKind.Linear)]
    [InlineData(2, HeadKind.ScaledCosine)]
    public void New_heads_take_the_place_of_the_old_ones_in_the_same_network(int experts, HeadKind kind)
    {
        using RideModel model = RideModel.Create(Description with { ExpertCount = experts }, 1);
        RideNetwork network = model.Network;
        IReadOnlyDictionary<string, Tensor> before = model.State();
        byte[] stem = Bytes(before[ConvWeight]);

        model.ReplaceHeads(kind, 2);

        Assert.Same(network, model.Network);
        Assert.Equal(stem, Bytes(before[ConvWeight]));
        using RideModel fresh = RideModel.Create(model.Description, 3);
        Assert.Equal(fresh.State().Keys, model.State().Keys);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Assert.Equal([2, 5], network.forward(randn(2, 3, 32, 32)).shape);
    }

    [Fact]
    public void Directions_of_the_cosine_head_start_with_length_one()
    {
        using RideModel model = RideModel.Create(Description, 1);
        using DisposeScope scope = NewDisposeScope();

        Assert.All(model.State()["backbone.linears.1.weight"].norm(0).Floats(), norm => Assert.Equal(1, norm, 5));
    }

    [Fact]
    public void Saved_model_comes_back_with_its_router()
    {
        using RideModel model = RideModel.Create(Description, 1);
        model.AddRouter(30, 2);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;

        using RideModel loaded = ModelWeights.Load(model.Description, stream);

        Assert.Equal(5, loaded.Description.RouterTopLogits);
        Assert.Equal(model.State().Keys, loaded.State().Keys);
        Assert.All(model.State().Zip(loaded.State()), pair => Assert.Equal(Bytes(pair.First.Value), Bytes(pair.Second.Value)));
    }

    [Fact]
    public void Model_built_in_a_dispose_scope_outlives_it()
    {
        RideModel model;
        using (NewDisposeScope())
        {
            model = RideModel.Create(Description, 1);
            model.AddRouter(3);
        }

        using (model)
        {
            using DisposeScope scope = NewDisposeScope();
            model.Evaluate();
            Assert.Equal([1, 5], RoutedInference.Run(model, ReferenceModel.Images(1)).Logits.shape);
        }
    }

    [Fact]
    public void Routed_inference_leaves_nothing_behind_but_its_result()
    {
        using RideModel model = RideModel.Create(Description, 1);
        model.AddRouter(3);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        Tensor images = ReferenceModel.Images(4);
        RoutedInference.Run(model, images);
        int before = scope.DisposablesCount;

        RoutedInference.Run(model, images);

        Assert.Equal(before + 2, scope.DisposablesCount);
    }

    [Fact]
    public void Load_state_names_what_is_missing_unexpected_and_of_another_shape()
    {
        using RideModel model = RideModel.Create(Description, 1);
        using DisposeScope scope = NewDisposeScope();
        float[] before = model.State()[ConvWeight].Floats();
        Dictionary<string, Tensor> state = model.State().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone());
        state.Remove("backbone.bn1.bias");
        state["backbone.layer4.weight"] = zeros(1);
        state["backbone.linears.0.weight"] = zeros(48, 6);
        state["backbone.bn1.weight"] = zeros(16, dtype: float64);
        state[ConvWeight].zero_();

        string message = Assert.Throws<InvalidDataException>(() => model.LoadState(state)).Message;

        Assert.Contains("missing: backbone.bn1.bias", message, StringComparison.Ordinal);
        Assert.Contains("unexpected: backbone.layer4.weight", message, StringComparison.Ordinal);
        Assert.Contains("backbone.linears.0.weight (Float32 [48, 6] instead of Float32 [48, 5])", message, StringComparison.Ordinal);
        Assert.Contains("backbone.bn1.weight (Float64 [16] instead of Float32 [16])", message, StringComparison.Ordinal);
        Assert.Equal(before, model.State()[ConvWeight].Floats());
    }

    [Fact]
    public void Descriptions_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RideModel.Create(Description with { ExpertCount = 17 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RideModel.Create(Description with { RouterTopLogits = 6 }));
        Assert.Throws<ArgumentException>(() => RideModel.Create(Description with { ClassCount = 1 << 30 }));
        Assert.Throws<ArgumentException>(() => RideModel.Create(Description with { ExpertCount = 1, RouterTopLogits = 2 }));
    }

    private static void AssertDeviation(double expected, Tensor weight)
        => Close.Value(expected, weight.Norm() / Math.Sqrt(weight.NumberOfElements), 0.05, "standard deviation");

    private static byte[] Bytes(Tensor tensor) => tensor.detach().contiguous().bytes.ToArray();
}
