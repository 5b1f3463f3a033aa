using System.Globalization;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training.Schedules;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>SGD with momentum or AdamW, with a learning rate schedule, accumulation of gradients, and gradient clipping.</summary>
/// <remarks>Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019; Pascanu et al., ICML 2013, algorithm 1 (clipping).</remarks>
internal sealed class StageOptimizer : IDisposable
{
    private const double SecondMomentum = 0.999;
    private const double Epsilon = 1e-8;

    // Names in checkpoints; those of a parameter end with its index.
    private const string Momentum = "momentum.";
    private const string Own = "optimizer.";
    private const string Mean = Own + "mean.";
    private const string Square = Own + "square.";
    private const string Gradient = Own + "gradient.";
    private const string Steps = Own + "steps";
    private const string Accumulated = Own + "accumulated";

    private readonly Options.OptimizerOptions _options;
    private readonly LearningRateSchedule _schedule;
    private readonly double[] _rates;
    private readonly Parameter[] _parameters;
    private readonly OptimizerHelper _rule;
    private readonly OptimizerState[] _states;
    private int _batches;
    private int _images;

    /// <param name="parameters">What is learned.</param>
    /// <param name="options">Algorithm and its settings; not modified.</param>
    /// <param name="schedule">Factor of the learning rate by epoch.</param>
    public StageOptimizer(IEnumerable<Parameter> parameters, Options.OptimizerOptions options, LearningRateSchedule schedule)
        : this([(1, parameters)], options, schedule)
    {
    }

    /// <param name="groups">What is learned, with factors of the learning rate.</param>
    /// <param name="options">Algorithm and its settings; not modified.</param>
    /// <param name="schedule">Factor of the learning rate by epoch.</param>
    public StageOptimizer(IEnumerable<(double Rate, IEnumerable<Parameter> Parameters)> groups, Options.OptimizerOptions options, LearningRateSchedule schedule)
    {
        _options = options.Copy();
        _schedule = schedule;
        (double Rate, Parameter[] Parameters)[] learned
            = [.. groups.Select(group => (group.Rate, group.Parameters.ToArray())).Where(group => group.Item2.Length > 0)];
        _rates = [.. learned.Select(group => group.Rate)];
        _parameters = [.. learned.SelectMany(group => group.Parameters)];
        _rule = options.Algorithm == OptimizerAlgorithm.AdamW
            ? optim.AdamW(
                learned.Select(group => new AdamW.ParamGroup(group.Parameters)), options.LearningRate, options.Momentum, SecondMomentum, Epsilon, options.WeightDecay)
            : optim.SGD(
                learned.Select(group => new SGD.ParamGroup(group.Parameters)), options.LearningRate, options.Momentum, 0, options.WeightDecay, options.Nesterov);
        _states = [.. _rule.state_dict().State];
    }

    /// <summary>Sets the learning rates of an epoch (from 1) and returns that of groups with a factor of 1.</summary>
    public double BeginEpoch(int epoch)
    {
        double learningRate = _options.LearningRate * _schedule.Factor(epoch - 1);
        foreach ((optim.ILearningRateController group, double rate) in _rule.ParamGroups.Zip(_rates))
        {
            group.LearningRate = learningRate * rate;
        }

        return learningRate;
    }

    /// <summary>
    /// Adds the gradient of a batch's loss, and takes a step after <see cref="Options.OptimizerOptions.AccumulationSteps"/> batches or at the end of
    /// an epoch, with the mean gradient over all images since the last step.
    /// </summary>
    /// <param name="loss">The mean loss of the batch.</param>
    /// <param name="images">Number of images of the batch.</param>
    /// <param name="endsEpoch">Whether it is the last batch of the epoch.</param>
    /// <returns>Whether a step was taken.</returns>
    public bool Step(Tensor loss, int images = 1, bool endsEpoch = true)
    {
        if (_batches == 0)
        {
            _rule.zero_grad();
        }

        bool accumulates = _options.AccumulationSteps > 1;
        (accumulates ? loss.mul(images) : loss).backward();
        (_batches, _images) = (_batches + 1, _images + images);
        if (_batches < _options.AccumulationSteps && !endsEpoch)
        {
            return false;
        }

        if (accumulates)
        {
            foreach (Parameter parameter in _parameters)
            {
                using Tensor? gradient = parameter.grad;
                gradient?.div_(_images);
            }
        }

        if (_options.GradientClipping is double largestNorm)
        {
            nn.utils.clip_grad_norm_(_parameters, largestNorm, 2);
        }

        _rule.step();
        (_batches, _images) = (0, 0);
        return true;
    }

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

    /// <summary>Releases the moments, and the gradients that the weights would otherwise keep.</summary>
    public void Dispose()
    {
        Array.ForEach(_parameters, parameter => parameter.grad = null);
        _rule.Dispose();
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

        Tensor copy = value.to(_parameters[index].device, true);
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
