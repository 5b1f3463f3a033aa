using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>Stochastic gradient descent with momentum and a learning rate schedule.</summary>
internal sealed class MomentumOptimizer : IDisposable
{
    private readonly double _learningRate;
    private readonly LearningRateSchedule _schedule;
    private readonly Parameter[] _parameters;
    private readonly SGD _sgd;

    public MomentumOptimizer(
        IEnumerable<Parameter> parameters, double learningRate, double momentum, double weightDecay, bool nesterov, LearningRateSchedule schedule)
    {
        _learningRate = learningRate;
        _schedule = schedule;
        _parameters = [.. parameters];
        _sgd = optim.SGD(_parameters, learningRate, momentum, 0, weightDecay, nesterov);
    }

    /// <summary>The momentum buffer of each parameter, in order; null before its first step. The tensors themselves, not copies.</summary>
    public IReadOnlyList<Tensor?> Momenta => [.. _sgd.state_dict().State.Select(state => ((SGD.State)state).momentum_buffer)];

    /// <summary>Sets the learning rate of an epoch (from 1) and returns it.</summary>
    public double BeginEpoch(int epoch)
    {
        double learningRate = _learningRate * _schedule.Factor(epoch - 1);
        foreach (optim.ILearningRateController group in _sgd.ParamGroups)
        {
            group.LearningRate = learningRate;
        }

        return learningRate;
    }

    /// <summary>Takes one gradient step on a loss.</summary>
    public void Step(Tensor loss)
    {
        _sgd.zero_grad();
        loss.backward();
        _sgd.step();
    }

    /// <summary>Restores copies of the momentum buffers by parameter index, as returned by <see cref="Momenta"/>.</summary>
    /// <exception cref="InvalidDataException">A momentum buffer has no matching parameter, or another shape.</exception>
    public void Restore(IReadOnlyDictionary<int, Tensor> momenta)
    {
        List<OptimizerState> states = _sgd.state_dict().State;
        foreach ((int index, Tensor momentum) in momenta)
        {
            if (index < 0 || index >= states.Count || !momentum.shape.SequenceEqual(_parameters[index].shape))
            {
                throw new InvalidDataException($"Momentum buffer {index} of shape [{string.Join(", ", momentum.shape)}] matches no parameter of this network.");
            }

            var state = (SGD.State)states[index];
            state.momentum_buffer?.Dispose();
            state.momentum_buffer = momentum.to(_parameters[index].device, true).DetachFromDisposeScope();
        }
    }

    /// <summary>Releases the momentum buffers, and the gradients that the weights would otherwise keep.</summary>
    public void Dispose()
    {
        Array.ForEach(_parameters, parameter => parameter.grad = null);
        _sgd.Dispose();
    }
}
