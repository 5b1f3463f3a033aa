using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using Speed.Ride;
using TorchSharp;
using static TorchSharp.torch;

namespace Speed.PlainTorchSharp;

/// <summary>Sees that network and loss of this comparison are the library's: with the same weights they give the same numbers.</summary>
internal static class SameNetwork
{
    private const int Epochs = 200;
    private const double Tolerance = 1e-3; // the logits of a cosine classifier lie between -30 and 30
    private const string Prefix = "backbone.";

    /// <exception cref="InvalidOperationException">They are not the same; the message says where they differ.</exception>
    public static void Check(Measurement what)
    {
        RideOptions options = RideNetworks.Options(what, Precision.Float32);
        using RideModel library = RideNetworks.Create(options, null);
        using var plain = new RideResNet32(Measurement.Experts, CifarRecords.Classes);
        CopyWeights(library, plain);
        int[] counts = [.. Enumerable.Range(0, CifarRecords.Classes).Select(label => 500 - (4 * label))];
        using var libraryLoss = new ExpertLoss(options.Loss, counts, Epochs, Measurement.Experts);
        using var plainLoss = new RideLoss(counts);
        using DisposeScope scope = NewDisposeScope();
        Tensor images = randn(16, 3, CifarRecords.ImageSize, CifarRecords.ImageSize);
        Tensor labels = randint(CifarRecords.Classes, 16, int64);

        library.Network.train();
        plain.train();
        Tensor[] ours = library.Network.Experts(images), theirs = plain.call(images);
        Compare("logits in training", stack(ours), stack(theirs));
        Compare("loss", libraryLoss.Compute(ours, labels, 1), plainLoss.call(theirs, labels));

        library.Network.FoldBatchNorm();
        plain.eval();
        using IDisposable noGradient = no_grad();
        Compare("logits in scoring", stack(library.Network.Experts(images)), stack(plain.call(images)));
    }

    private static void CopyWeights(RideModel library, RideResNet32 plain)
    {
        long parameters = plain.parameters().Sum(parameter => parameter.numel());
        if (parameters != library.ParameterCount)
        {
            throw new InvalidOperationException($"Plain TorchSharp's network has {parameters:N0} parameters, the library's {library.ParameterCount:N0}.");
        }

        Dictionary<string, Tensor> weights = library.State().ToDictionary(entry => entry.Key[Prefix.Length..], entry => entry.Value);
        plain.load_state_dict(weights);
    }

    private static void Compare(string what, Tensor ours, Tensor theirs)
    {
        float difference = (ours - theirs).abs().max().item<float>();
        if (!(difference < Tolerance))
        {
            throw new InvalidOperationException($"Plain TorchSharp's network is not the library's: with the same weights they differ in the {what} by {difference}.");
        }
    }
}
