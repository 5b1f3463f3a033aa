using System.Globalization;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Decoupling;

/// <summary>τ-normalization: w_c / ‖w_c‖^τ without bias, with a fixed τ or the best of a grid on validation images.</summary>
/// <remarks>Kang et al., ICLR 2020, section 4.3.</remarks>
internal sealed class TauNormalization : IClassifierMethod
{
    private const double LeastNorm = 1e-12;

    public bool NeedsValidation(ClassifierOptions options) => options.Tau is null;

    public HeadKind HeadFor(HeadKind trained, ClassifierOptions options)
        => trained == HeadKind.Linear ? HeadKind.Linear
            : trained == HeadKind.Causal ? throw CausalLinear.Kept(Classifiers.TauNorm)
            : throw new ArgumentException(
                trained switch
                {
                    HeadKind.Cosine or HeadKind.ScaledCosine =>
                        "Classifier.Method 'tau-norm' divides each class's weights by their norm, which a cosine head already does: train with Head = Linear, or choose another method.",
                    HeadKind.ScaledLinear =>
                        "Classifier.Method 'tau-norm' needs the classifier as trained, without learned scales: use the model from before 'lws'.",
                    _ => "Classifier.Method 'tau-norm' normalizes the weights of a classifier, but class means have none: use the model from before 'ncm'.",
                },
                "Classifier.Method");

    public void Begin(RideModel model, ClassifierTask task)
    {
        model.ReplaceHeads(HeadFor(model.Description.Head, task.Options), task.Seed, "weight");
        double tau = task.Options.Tau ?? Search(model, task);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (nn.Module head in model.Network.Backbone.Heads)
        {
            Tensor weight = head.Parameter("weight");
            weight.div_(Norms(weight).Power(tau).unsqueeze(1));
            head.Parameter("bias").zero_();
        }
    }

    private static Tensor Norms(Tensor weight) => weight.norm(1).AtLeast(LeastNorm);

    // The logits for all τ follow from the unnormalized ones, so one pass over the images is enough.
    private static double Search(RideModel model, ClassifierTask task)
    {
        IReadOnlyList<double> grid = task.Options.TauGrid;
        AccuracyTally[] tallies = [.. grid.Select(_ => new AccuracyTally(model.Description.ClassCount))];
        Tensor[] weights = [.. model.Network.Backbone.Heads.Select(head => (Tensor)head.Parameter("weight"))];
        FeatureBatches.Read(model, task.Validation!, task, (features, labels) =>
        {
            Tensor[] logits = [.. features.Zip(weights, (ofExpert, weight) => nn.functional.linear(ofExpert, weight))];
            Tensor[] norms = [.. weights.Select(Norms)];
            for (int i = 0; i < grid.Count; i++)
            {
                tallies[i].Add(ExpertLogits.Mean([.. logits.Zip(norms, (z, norm) => z.div(norm.Power(grid[i])))]), labels);
            }
        });

        double[] accuracies = [.. tallies.Select(tally => tally.Accuracy(model.Description.TrainingCounts).By(task.Options.TauMetric))];
        int best = Array.IndexOf(accuracies, accuracies.Max());
        task.Log?.Invoke(string.Create(
            CultureInfo.InvariantCulture,
            $"τ-normalization with τ = {grid[best]}: {task.Options.TauMetric} accuracy {accuracies[best]:0.00%} on the validation images, the best of {grid.Count} values."));
        return grid[best];
    }
}
