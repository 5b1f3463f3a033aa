using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>Sums over the images of each class.</summary>
internal static class ClassSums
{
    /// <summary>Runs every image once through a network, without augmentation.</summary>
    /// <param name="model">The network.</param>
    /// <param name="task">The images.</param>
    /// <param name="prepare">From the features [n, F] of a batch and the index of the expert, returns what is summed, [n, D].</param>
    /// <returns>For each expert, the sum of each class: [C, D] in double precision, in the caller's dispose scope.</returns>
    public static Tensor[] Of(RideModel model, ClassifierTask task, Func<Tensor, int, Tensor> prepare)
    {
        var sums = new Tensor[model.Description.ExpertCount];
        FeatureBatches.Read(model, task.Images, task, (features, labels) =>
        {
            Tensor classes = labels.to(model.Device);
            for (int expert = 0; expert < sums.Length; expert++)
            {
                Tensor values = prepare(features[expert], expert).to_type(ScalarType.Float64);
                sums[expert] ??= zeros(model.Description.ClassCount, values.size(1), float64, model.Device).MoveToOuterDisposeScope();
                sums[expert].AddRows(classes, values);
            }
        });
        return sums;
    }
}
