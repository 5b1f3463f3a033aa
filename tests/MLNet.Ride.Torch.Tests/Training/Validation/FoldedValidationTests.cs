using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Validation;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Training.Validation;

public class FoldedValidationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public void Validation_folds_batch_norm_and_leaves_it_unfolded(double averageDecay)
    {
        RideOptions options = TinyRide.Options();
        options.Optimizer.AverageDecay = averageDecay;
        using RideModel model = TinyRide.Model(2);
        ITrainingStage? stage = null;
        var folded = new List<bool>();
        var decoder = new CountingDecoder(() =>
        {
            lock (folded)
            {
                folded.Add(IsFolded(stage!.Outcome));
            }
        });
        using LabeledImages images = decoder.Images(20, TinyRide.ImageSize);
        using var experts = new ExpertStage(StageNames.Experts, model, images, options);
        stage = experts;
        using var validation = new StageValidation(stage, options.Validation, images, CPU, default);

        validation.After(1);

        Assert.Equal(Enumerable.Repeat(true, images.Count), folded);
        Assert.False(IsFolded(stage.Outcome));
    }

    private static bool IsFolded(RideModel model)
        => model.Network.Backbone.modules().OfType<INormedLayers>().SelectMany(module => module.Layers).All(layer => layer.IsFolded);
}
