using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Scoring;

/// <summary>Runs inference in which later experts are computed only for the samples that the routers forward to them.</summary>
/// <remarks>Wang et al., ICLR 2021, section 3.2: a sample continues to the next expert while sigmoid(a_i) > 0.5.</remarks>
internal static class RoutedInference
{
    // Pixels of a slice, but not fewer than some images: the kernels of wide layers are read again for every slice.
    private const int SlicePixels = 16 * 1024;
    private const int SliceImages = 16;

    /// <summary>Runs the network; without routers, all experts process all samples.</summary>
    /// <param name="model">Model in evaluation mode.</param>
    /// <param name="images">Normalized images [n, 3, h, w] on the model's device, n at least 1.</param>
    /// <param name="views">
    /// Number of consecutive images that are views of one sample: their logits and router scores are averaged, so that they use the same
    /// experts.
    /// </param>
    /// <returns>Mean logits of the views and of the experts used, and their number, in the caller's dispose scope.</returns>
    public static RoutedLogits Run(RideModel model, Tensor images, int views = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        RoutedLogits ofViews = model.Network.Backbone.ComputesInSlices ? Sliced(model, images, views) : Whole(model, images, views);
        return ofViews.Mean(views).MoveToOuterDisposeScope();
    }

    // Every slice runs to the end on one thread, so that none waits for the others between experts.
    private static RoutedLogits Sliced(RideModel model, Tensor images, int views)
    {
        using DisposeScope scope = NewDisposeScope();
        int pixels = (int)Math.Max(SlicePixels, SliceImages * images.size(2) * images.size(3));
        RoutedLogits[] slices = BatchSlices.Compute(images, pixels, slice => Whole(model, slice, views), model.Router is null ? 1 : views);
        RoutedLogits all = RoutedLogits.Concatenated(slices);
        foreach (RoutedLogits slice in slices.Length > 1 ? slices : [])
        {
            slice.Dispose();
        }

        return all.MoveToOuterDisposeScope();
    }

    private static RoutedLogits Whole(RideModel model, Tensor images, int views)
    {
        using DisposeScope scope = NewDisposeScope();
        return model.Router is null ? All(model, images).MoveToOuterDisposeScope() : Routed(model, images, views).MoveToOuterDisposeScope();
    }

    private static RoutedLogits All(RideModel model, Tensor images)
    {
        Tensor used = empty(images.size(0), int64, images.device).Fill(model.Description.ExpertCount);
        if (!NeedsFeatures(model))
        {
            return new(model.EnsembleLogits(images), used);
        }

        ExpertOutputs outputs = ExpertOutputs.Of(model.Network, images);
        return new(model.EnsembleLogits(outputs.Logits), used, outputs.Features[0]);
    }

    private static RoutedLogits Routed(RideModel model, Tensor images, int views)
    {
        ExpertBackbone backbone = model.Network.Backbone;
        Tensor shared = backbone.Shared(images);
        Tensor featureMap = backbone.Expert(shared, 0);
        Tensor? features = NeedsFeatures(model) ? FeatureVector.Of(featureMap) : null;
        Tensor sum = backbone.Classify(featureMap, 0);
        Tensor samples = Arithmetic.Indexes(images.size(0), images.device);
        Tensor sums = sum.clone();
        Tensor used = ones_like(samples);

        for (int expert = 1; expert < backbone.ExpertCount; expert++)
        {
            Tensor score = model.Router!.Score(featureMap, sum.Over(expert), expert - 1);
            Tensor goOn = score.view(-1, views).mean([1]).Above(model.Description.RoutingScore).repeat_interleave(views).nonzero().view(-1);
            if (goOn.size(0) == 0)
            {
                break;
            }

            samples = samples.index_select(0, goOn);
            shared = Select(shared, goOn);
            featureMap = backbone.Expert(shared, expert);
            sum = sum.index_select(0, goOn).Add(backbone.Classify(featureMap, expert));
            sums.index_copy_(0, samples, sum);
            used.index_copy_(0, samples, empty_like(samples).Fill(expert + 1));
        }

        return new(sums.div_(used.unsqueeze(1)), used, features);
    }

    private static bool NeedsFeatures(RideModel model) => model.Novelty?.Distance is not null;

    // index_select gives contiguous results: selecting rows of the NHWC view keeps channels-last maps channels-last.
    private static Tensor Select(Tensor maps, Tensor samples)
        => maps.permute(0, 2, 3, 1).index_select(0, samples).permute(0, 3, 1, 2);
}
