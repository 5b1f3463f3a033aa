using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Runtime;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// Cumulative learning of two branches: z = α·z¹(x) + (1 − α)·z²(x′) and L = α·L(z, y) + (1 − α)·L(z, y′), where the second branch sees images x′ of the reversed
/// sampler, and α = 1 − ((t − 1)/T)² in epoch t of T. With α = ½, as in scoring, z is the mean of the experts.
/// </summary>
/// <remarks>
/// Zhou et al., "BBN: Bilateral-branch network with cumulative learning for long-tailed visual recognition", CVPR 2020, section 4. As in their code, each branch
/// has its own pass through the shared stages, whose batch norm sees the images of one sampler at a time. Their code multiplies z by 2 in training and in scoring,
/// has one bias for both branches, and takes T = 100 for 90 epochs and 200 for 180.
/// </remarks>
internal static class CumulativeLearning
{
    /// <summary>The share α of the first branch.</summary>
    /// <param name="epoch">Epoch t, from 1.</param>
    /// <param name="epochs">Number of epochs T.</param>
    public static double Share(int epoch, int epochs)
    {
        double progress = (epoch - 1.0) / epochs;
        return 1 - (progress * progress);
    }

    /// <summary>z [n, C], in the caller's dispose scope.</summary>
    /// <param name="backbone">A backbone with two experts.</param>
    /// <param name="images">The images of the first branch, then those of the second one, [2·n, 3, S, S].</param>
    /// <param name="share">α.</param>
    public static Tensor Logits(ExpertBackbone backbone, Tensor images, double share)
        => Branch(backbone, images, 0).Times(share).Plus(Branch(backbone, images, 1).Times(1 - share));

    private static Tensor Branch(ExpertBackbone backbone, Tensor images, int branch)
    {
        long count = images.size(0) / 2;
        using Tensor own = images.narrow(0, branch * count, count);
        using Tensor shared = backbone.Shared(own);
        using Tensor featureMap = backbone.Expert(shared, branch);
        return backbone.Classify(featureMap, branch);
    }
}
