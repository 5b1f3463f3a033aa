using System.Globalization;
using MLNet.Ride.Torch.Options;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <content>The state in checkpoints.</content>
internal sealed partial class StageOptimizer
{
    // Names in checkpoints; those of a parameter end with its index.
    private const string Momentum = "momentum.";
    private const string Own = "optimizer.";
    private const string Mean = Own + "mean.";
    private const string Square = Own + "square.";
    private const string Gradient = Own + "gradient.";
    private const string Steps = Own + "steps";
    private const string Accumulated = Own + "accumulated";

    /// <summary>
    /// The state by name in the checkpoint: moments, and gradients that wait for a step. Tensors themselves, except for counters.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> State()
    {
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        for (int i = 0; i < _parameters.Length; i++)
        {
            switch (_states[i])
            {
                case SGD.State { momentum_buffer: { } momentum }:
                    state.Add(Name(Momentum, i), momentum);
                    break;
                case AdamW.State adam:
                    state.Add(Name(Mean, i), adam.exp_avg);
                    state.Add(Name(Square, i), adam.exp_avg_sq);
                    break;
            }

            if (_batches > 0 && _parameters[i].grad is { } gradient)
            {
                state.Add(Name(Gradient, i), gradient);
            }
        }

        if (_options.Algorithm == OptimizerAlgorithm.AdamW)
        {
            state.Add(Steps, tensor([.. _states.Select(ofParameter => ((AdamW.State)ofParameter).step)]));
        }

        if (_batches > 0)
        {
            state.Add(Accumulated, tensor((long[])[_batches, _images]));
        }

        return state;
    }

    /// <summary>Copies the state of <see cref="State"/> from all tensors of a checkpoint.</summary>
    /// <exception cref="InvalidDataException">A tensor has no matching parameter, or another shape.</exception>
    public void Restore(IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach ((string name, Tensor value) in tensors)
        {
            bool own = name.StartsWith(Momentum, StringComparison.Ordinal) || name.StartsWith(Own, StringComparison.Ordinal);
            if (own && !TryRestoreCounters(name, value) && !TryRestore(name, value))
            {
                throw new InvalidDataException($"The optimizer's tensor '{name}' of shape [{string.Join(", ", value.shape)}] matches no parameter of this network.");
            }
        }
    }

    /// <summary>Makes gradients that wait for a step those of all processes, in each of them.</summary>
    public void SumAccumulated(GradientSum sum)
    {
        if (_batches > 0)
        {
            using Tensor none = zeros(1);
            sum.Run(none[0], withGradients: true);
        }
    }

    /// <summary>Sets gradients that wait for a step to zero, because another process has them.</summary>
    public void ForgetAccumulated()
    {
        foreach (Parameter parameter in _parameters)
        {
            using Tensor? gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    private static string Name(string kind, int parameter) => kind + parameter.ToString(CultureInfo.InvariantCulture);

    private bool TryRestoreCounters(string name, Tensor value)
    {
        switch (name)
        {
            case Steps when _options.Algorithm == OptimizerAlgorithm.AdamW && value.numel() == _states.Length:
                foreach ((OptimizerState state, long steps) in _states.Zip(value.data<long>().ToArray()))
                {
                    ((AdamW.State)state).step = steps;
                }

                return true;
            case Accumulated when value.numel() == 2:
                (_batches, _images) = ((int)value[0].item<long>(), (int)value[1].item<long>());
                return true;
            default:
                return false;
        }
    }

    private bool TryRestore(string name, Tensor value)
    {
        int end = name.LastIndexOf('.') + 1;
        if (!int.TryParse(name.AsSpan(end), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            || index >= _parameters.Length
            || !value.shape.SequenceEqual(_parameters[index].shape))
        {
            return false;
        }

        Tensor copy = empty_like(_parameters[index], requires_grad: false).copy_(value); // laid out in memory as the weight is
        switch (name[..end], _states[index])
        {
            case (Momentum, SGD.State sgd):
                sgd.momentum_buffer?.Dispose();
                sgd.momentum_buffer = copy.DetachFromDisposeScope();
                return true;
            case (Mean, AdamW.State adam):
                adam.exp_avg.Dispose();
                adam.exp_avg = copy.DetachFromDisposeScope();
                return true;
            case (Square, AdamW.State adam):
                adam.exp_avg_sq.Dispose();
                adam.exp_avg_sq = copy.DetachFromDisposeScope();
                return true;
            case (Gradient, _):
                _parameters[index].grad = copy;
                return true;
            default:
                return false;
        }
    }
}
