using System.Text.Json;
using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Kernels.Widths;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Networks;

/// <summary>Batch norm within the convolutions gives the same logits.</summary>
public class FoldedBatchNormTests
{
    [Theory]
    [MemberData(nameof(StageOneTests.Files), MemberType = typeof(StageOneTests))]
    public void Logits_are_the_published_ones(string file) => Assert.All(ProcessorKernels.Available, kernels => AssertPublishedLogits(file, kernels));

    [Theory]
    [MemberData(nameof(StageOneTests.Files), MemberType = typeof(StageOneTests))]
    public void Logits_of_libtorchs_layers_are_the_published_ones(string file) => AssertPublishedLogits(file, null);

    [Theory]
    [MemberData(nameof(BackboneTests.All), MemberType = typeof(BackboneTests))]
    public void Every_backbone_folds(string name, int experts, HeadKind head, bool reduced)
    {
        using RideModel model = RideModel.Create(BackboneTests.Description(name, experts, head, reduced), 1);
        model.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        DrawStatistics(model);
        Tensor images = ReferenceModel.Images(2);
        float[] before = model.Network.forward(images).Floats();

        model.Network.FoldBatchNorm();

        Close.Values(before, model.Network.forward(images).Floats(), 1e-3, name);
    }

    [Fact]
    public void Training_mode_and_new_weights_end_it()
    {
        using RideModel model = TinyRide.Model(3);
        using RideModel other = RideModel.Create(model.Description, 2);
        model.Evaluate();
        other.Evaluate();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = rand(2, 3, 8, 8);
        float[] expected = other.Network.forward(images).Floats();

        model.Network.FoldBatchNorm();
        model.LoadState(other.State());
        Assert.Equal(expected, model.Network.forward(images).Floats());

        model.Network.FoldBatchNorm();
        DrawStatistics(model);
        DrawStatistics(other);
        model.Network.train();
        model.Network.eval();
        Assert.Equal(other.Network.forward(images).Floats(), model.Network.forward(images).Floats());
    }

    [Fact]
    public void A_network_that_is_kept_folded_is_folded_anew_only_after_training_mode()
    {
        using RideModel model = TinyRide.Model(3);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor images = rand(2, 3, 8, 8);
        model.Network.KeepFolded();
        float[] folded = model.Network.forward(images).Floats();
        DrawStatistics(model);

        model.Network.KeepFolded();
        Assert.Equal(folded, model.Network.forward(images).Floats());

        model.Network.train();
        model.Network.KeepFolded();
        Assert.NotEqual(folded, model.Network.forward(images).Floats());
    }

    [Fact]
    public void No_tensor_is_left()
    {
        TensorCount.AssertNoneLeft(
            () =>
            {
                using RideModel model = TinyRide.Model(3);
                model.Network.FoldBatchNorm();
                model.Network.FoldBatchNorm();
            },
            () => TinyRide.Model(3).Dispose());
    }

    private static void AssertPublishedLogits(string file, IKernels? kernels)
    {
        JsonElement figure = Figure.Load(file);
        using RideModel model = ReferenceModel.StageOne(figure);
        model.Network.Use(kernels);
        model.Network.FoldBatchNorm();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Assert.Equal(kernels is not null, model.Network.Backbone.ComputesInSlices);

        Tensor logits = model.Network.forward(ReferenceModel.Images(figure.Int("batch")));

        Close.Values(figure.Floats("eval/mean_logits"), logits.Floats(), Close.OneStep, "mean");
    }

    private static void DrawStatistics(RideModel model)
    {
        foreach ((string name, Tensor tensor) in model.State())
        {
            if (name.EndsWith("running_mean", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal))
            {
                using Tensor drawn = torch.tensor(Draws.Of(name, (int)tensor.NumberOfElements, 0.2), tensor.shape);
                tensor.add_(drawn);
            }
        }
    }
}
