using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Tests.Training;
using TorchSharp;
using Xunit.Sdk;

namespace MLNet.Ride.Torch.Tests;

/// <summary>Leak tests fail where something leaks.</summary>
public class TensorCountTests
{
    private static readonly LabeledImages Images = DrawnImages.Create([40, 20, 10], TinyRide.ImageSize);

    [Fact]
    public void A_disposed_model_leaves_a_count_of_its_parameters_alone()
    {
        using RideModel model = TinyRide.Model(3, routing: true);
        int parameters = model.Network.parameters().Count() + model.Router!.parameters().Count();

        TensorCount.AssertNoneLeft(
            () => TinyRide.Model(3, routing: true).Dispose(),
            () =>
            {
                for (int i = 0; i < parameters; i++)
                {
                    torch.nn.Parameter(torch.zeros(1)).Dispose();
                }
            });
    }

    [Fact]
    public void A_run_that_leaves_a_tensor_at_every_step_is_found()
    {
        var leaked = new List<torch.Tensor>();
        var leak = new ProgressRecorder(_ => leaked.Add(torch.zeros(1)));

        string message = Assert.Throws<TrueException>(() => TensorCount.AssertNoneLeft(
            () => RideTraining.Train(Images, TinyRide.Options(), torch.CPU, leak).Dispose(),
            () => TinyRide.Model(3).Dispose())).Message;

        Assert.NotEmpty(leaked);
        Assert.StartsWith($"The run leaves {leaked.Count} tensors.", message);
        leaked.ForEach(tensor => tensor.Dispose());
    }

    [Fact]
    public void A_model_that_is_not_disposed_is_found()
    {
        RideModel? model = null;

        Assert.Throws<TrueException>(() => TensorCount.AssertNoneLeft(() => model = TinyRide.Model(3), () => TinyRide.Model(3).Dispose()));

        model!.Dispose();
    }
}
