using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Novelty;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Novelty;

/// <summary>Fits measures of novelty to training images, in one pass without augmentation.</summary>
internal static class NoveltyFit
{
    /// <summary>Fits the distance of a score of features.</summary>
    /// <param name="model">The network, in evaluation mode.</param>
    /// <param name="images">At least one image of each class.</param>
    /// <param name="score">The score: <see cref="NoveltyMeter.IsOfFeatures"/>.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static FeatureDistance Distance(RideModel model, LabeledImages images, NoveltyScore score, CancellationToken cancellationToken = default)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        int features = model.Network.Backbone.FeatureCount;
        Tensor sums = zeros(images.ClassCounts.Count, features, float64, model.Device);
        Tensor products = zeros(features, features, float64, model.Device);
        FeatureBatches.ForEach(model, images, cancellationToken, (ofExperts, labels) =>
        {
            Tensor x = CosineLinear.Normalized(ofExperts[0].to_type(ScalarType.Float64), 1);
            sums.AddRows(labels.to(model.Device), x);
            products.Add(x.t().mm(x));
        });
        Tensor counts = tensor(images.ClassCounts.Select(count => (double)count).ToArray(), float64, model.Device).unsqueeze(1);
        Tensor means = sums.div(counts);
        return score == NoveltyScore.ClassMeans ? ToMeans(means) : Mahalanobis(means, counts, products.Divide(images.Count));
    }

    private static FeatureDistance ToMeans(Tensor means)
        => new(zeros_like(means[0]), CosineLinear.Normalized(means, 1).neg(), zeros_like(means.select(1, 0)), null);

    /// <param name="means">Class means [C, F].</param>
    /// <param name="counts">Images of each class [C, 1].</param>
    /// <param name="products">The mean of xᵀx over all images [F, F].</param>
    private static FeatureDistance Mahalanobis(Tensor means, Tensor counts, Tensor products)
    {
        Tensor shares = counts.div(counts.sum());
        Tensor center = means.mul(shares).sum([0]);
        Tensor within = ShrunkCovariance.InverseOf(products.sub(means.t().mm(means.mul(shares))));
        Tensor around = ShrunkCovariance.InverseOf(products.sub(outer(center, center)));
        Tensor offsets = means.sub(center);
        Tensor reached = offsets.mm(within);
        return new(center, reached.Times(-2), reached.mul(offsets).sum(1), within.sub(around));
    }
}
