using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

public partial class SGD : OptimizerHelper, IMomentum
{
    public SGD(
        IEnumerable<Parameter> parameters,
        double lr,
        double momentum = 0,
        double dampening = 0,
        double weight_decay = 0,
        bool nesterov = false,
        bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    public SGD(
        IEnumerable<ParamGroup> parameters,
        double lr,
        double momentum = 0,
        double dampening = 0,
        double weight_decay = 0,
        bool nesterov = false,
        bool maximize = false)
    {
        ThrowIfNegative(lr, "learning rate");
        ThrowIfNegative(momentum, "momentum value");
        ThrowIfNegative(weight_decay, "weight_decay value");
        if (nesterov && (momentum <= 0 || dampening != 0))
        {
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        }

        _defaults = new Options
        {
            LearningRate = lr,
            InitialLearningRate = lr,
            momentum = momentum,
            dampening = dampening,
            weight_decay = weight_decay,
            nesterov = nesterov,
            maximize = maximize,
        };
        _parameter_groups = [];
        foreach (ParamGroup group in parameters)
        {
            add_param_group(group);
        }
    }

    public double Momentum
    {
        get => ((Options)_defaults).momentum.Value;
        set => ((Options)_defaults).momentum = value;
    }

    public override Tensor step(Func<Tensor> closure = null) => _step<ParamGroup>(Step, closure);

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        param_group.Options ??= new Options();
        Options options = (Options)param_group.Options;
        options.CompleteFrom((Options)_defaults);
        options.InitialLearningRate = options.LearningRate.Value;
        _parameter_groups.Add(param_group);
        foreach (Parameter parameter in param_group.Parameters)
        {
            State state = new(parameter);
            _state[parameter.Handle] = state;
            state.Initialize(options);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        foreach ((_, OptimizerState state) in _state)
        {
            ((State)state).momentum_buffer?.Dispose();
        }

        _state.Clear();
    }

    private static void ThrowIfNegative(double value, string what)
    {
        if (value < 0)
        {
            throw new ArgumentException($"Invalid {what}: {value}");
        }
    }

    private void Step(ParamGroup group)
    {
        Options options = group.Options;
        double momentum = options.momentum.Value;
        double weightDecay = options.weight_decay.Value;
        double learningRate = options.LearningRate.Value;
        foreach (Parameter parameter in group.Parameters)
        {
            State state = (State)_state[parameter.handle];
            Tensor direction = parameter.grad;
            if (direction is null)
            {
                continue;
            }

            if (weightDecay != 0)
            {
                direction = direction.add(parameter, alpha: weightDecay);
            }

            if (momentum != 0)
            {
                Tensor buffer = state.Accumulate(direction, momentum, options.dampening.Value);
                direction = options.nesterov.Value ? direction.add(buffer, alpha: momentum) : buffer;
            }

            parameter.add_(direction, alpha: options.maximize.Value ? learningRate : -learningRate);
        }
    }
}
