using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Stochastic gradient descent whose learning rate follows a schedule.</summary>
internal sealed class MomentumOptimizer : IDisposable
{
    private readonly double _learningRate;
    private readonly LearningRateSchedule _schedule;
    private readonly SGD _sgd;

    public MomentumOptimizer(
        IEnumerable<Parameter> parameters, double learningRate, double momentum, double weightDecay, bool nesterov, LearningRateSchedule schedule)
    {
        _learningRate = learningRate;
        _schedule = schedule;
        _sgd = optim.SGD(parameters.ToArray(), learningRate, momentum, 0, weightDecay, nesterov);
    }

    /// <summary>Sets the learning rate of an epoch, counted from 1, and returns it.</summary>
    public double BeginEpoch(int epoch)
    {
        double learningRate = _learningRate * _schedule.Factor(epoch - 1);
        foreach (optim.ILearningRateController group in _sgd.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        return learningRate;
    }

    /// <summary>Takes one step down the gradient of a loss.</summary>
    public void Step(Tensor loss)
    {
        _sgd.zero_grad();
        loss.backward();
        _sgd.step();
    }

    public void Dispose() => _sgd.Dispose();
}
