using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks.Heads;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Runs;

/// <summary>
/// A stage that several processes train together. They begin with the weights of the first one, and take the same steps; the running statistics of batch norm
/// and of causal classifiers are those of their own images, until they are averaged.
/// </summary>
internal sealed class ParallelStage : IDisposable
{
    private static readonly string[] s_statistics = ["running_mean", "running_var", CausalLinear.Direction];

    private readonly ProcessGroup _group;
    private readonly ITrainingStage _stage;
    private readonly GradientSum _sum;

    /// <summary>Gives all processes the weights of the first one, which each has to call.</summary>
    public ParallelStage(ProcessGroup group, ITrainingStage stage)
    {
        (_group, _stage) = (group, stage);
        _sum = stage.Optimizer.SumOver(group);
        foreach (Tensor tensor in Models.SelectMany(model => model.State().Values).Concat(stage.FurtherTensors.Values))
        {
            TakeFromFirst(tensor);
        }

        if (!group.IsFirst)
        {
            stage.Optimizer.ForgetAccumulated(); // the checkpoint has the sums over all processes
        }
    }

    private IEnumerable<RideModel> Models => StageTensors.Models(_stage).Select(entry => entry.Model);

    /// <summary>Takes a step with the gradient of the whole batch.</summary>
    /// <returns>The mean loss over the batch, and whether the weights changed.</returns>
    public (double Loss, bool Stepped) Step(Tensor loss, LabeledBatch batch, bool endsEpoch, CancellationToken cancellationToken)
    {
        _sum.WantsToStop = cancellationToken.IsCancellationRequested;
        bool stepped = _stage.Optimizer.Step(loss, batch.Count, batch.CountOfBatch, endsEpoch, _sum);
        return (_sum.Loss / batch.CountOfBatch, stepped);
    }

    /// <summary>Stops all processes after the same step if one of them was canceled.</summary>
    /// <exception cref="OperationCanceledException">One was canceled. The first process has the whole state of the stage.</exception>
    public void ThrowIfStopped(CancellationToken cancellationToken)
    {
        if (_sum.Stops)
        {
            AverageStatistics();
            _stage.Optimizer.SumAccumulated(_sum);
            throw new OperationCanceledException("Training was canceled in one of the processes.", cancellationToken);
        }
    }

    /// <summary>Averages the running statistics over all processes.</summary>
    public void AverageStatistics()
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] statistics = [.. Models.SelectMany(model => model.State())
            .Where(entry => s_statistics.Any(name => entry.Key.EndsWith(name, StringComparison.Ordinal)))
            .Select(entry => entry.Value)];
        if (statistics.Length == 0)
        {
            return;
        }

        double[] sums = cat([.. statistics.Select(tensor => tensor.flatten())], 0).to_type(float64).cpu().data<double>().ToArray();
        _group.Sum(sums);
        using Tensor means = tensor(Array.ConvertAll(sums, sum => sum / _group.Size));
        long start = 0;
        foreach (Tensor tensor in statistics)
        {
            tensor.copy_(means.narrow(0, start, tensor.numel()));
            start += tensor.numel();
        }
    }

    public void Dispose() => _sum.Dispose();

    private void TakeFromFirst(Tensor tensor)
    {
        using IDisposable noGradient = no_grad();
        using Tensor onCpu = tensor.cpu();
        using Tensor numbers = onCpu.contiguous();
        _group.Broadcast(numbers.bytes);
        if (!_group.IsFirst)
        {
            tensor.copy_(numbers);
        }
    }
}
