using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime.Mpi;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Validation;

/// <summary>Evaluates a stage during training and tracks its best epoch. Each of several processes evaluates a part of the images.</summary>
internal sealed class StageValidation(
    ITrainingStage stage,
    ValidationOptions options,
    LabeledImages images,
    Device device,
    CancellationToken cancellationToken,
    ProcessGroup? processes = null) : IDisposable
{
    private readonly ProcessGroup _group = processes ?? ProcessGroup.Single;

    /// <summary>The best epoch so far; null if none was evaluated, or accuracy does not measure the stage.</summary>
    public BestEpoch? Best { get; private set; }

    /// <summary>The weights of the best epoch by name; empty if they are not kept.</summary>
    public Dictionary<string, Tensor> BestWeights { get; private set; } = [];

    /// <summary>Whether the patience has run out: too many evaluations in a row without improvement.</summary>
    public bool IsOver => Best is { } best && best.EvaluationsSince >= options.Patience;

    /// <summary>Evaluates the model after an epoch, if due.</summary>
    public ValidationAccuracy? After(int epoch)
    {
        if (epoch % options.EveryEpochs != 0 && epoch != stage.EpochCount)
        {
            return null;
        }

        ValidationAccuracy accuracy = Evaluate();
        if (stage.IsJudgedByAccuracy)
        {
            Best = BestEpoch.After(Best, epoch, accuracy.By(options.Metric));
            if (Best.Epoch == epoch && options.Keep == KeptEpoch.Best)
            {
                Remember(stage.Outcome.State());
            }
        }

        return accuracy;
    }

    /// <summary>Restores the state from a checkpoint.</summary>
    public void Restore(BestEpoch? best, IReadOnlyDictionary<string, Tensor> weights)
    {
        Best = best;
        Remember(weights);
    }

    /// <summary>Loads the weights of the best epoch into the model, if they were kept.</summary>
    /// <returns>Whether they were.</returns>
    public bool TakeBest()
    {
        if (BestWeights.Count == 0)
        {
            return false;
        }

        stage.Model.LoadState(BestWeights);
        return true;
    }

    public void Dispose()
    {
        foreach (Tensor tensor in BestWeights.Values)
        {
            tensor.Dispose();
        }

        BestWeights = [];
    }

    private void Remember(IReadOnlyDictionary<string, Tensor> weights)
    {
        Dispose();
        BestWeights = weights.ToDictionary(entry => entry.Key, entry => Copy(entry.Value), StringComparer.Ordinal);
    }

    private static Tensor Copy(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        return tensor.detach().clone().DetachFromDisposeScope();
    }

    private ValidationAccuracy Evaluate()
    {
        RideModel model = stage.Outcome;
        model.Evaluate();
        model.Network.FoldBatchNorm();
        var tally = new AccuracyTally(model.Description.ClassCount);
        foreach (LabeledBatch batch in EvaluationBatches.Read(Own(), model.Description.NoAugmentation(), stage.BatchSize, _group.Own(cancellationToken)))
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable noGradient = no_grad();
            tally.Add(RoutedInference.Run(model, batch.Images(device)).Logits, batch.Labels(CPU));
        }

        model.Network.UnfoldBatchNorm(); // averaged weights change without a switch to training mode
        tally.SumOver(_group);
        return tally.Accuracy(model.Description.TrainingCounts);
    }

    private LabeledImages Own()
        => _group.IsParallel
            ? images.Subset([.. Enumerable.Range(0, images.Count).Where(index => index % _group.Size == _group.Rank)])
            : images;
}
