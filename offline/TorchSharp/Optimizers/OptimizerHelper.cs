using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

public abstract class OptimizerHelper : Optimizer
{
    protected OptimizerOptions _defaults;
    protected OrderedDict<IntPtr, OptimizerState> _state = [];

    public OptimizerHelper()
        : base(IntPtr.Zero)
    {
    }

    public override void zero_grad()
    {
        foreach (Parameter parameter in parameters())
        {
            using Tensor grad = parameter.grad;
            grad?.zero_();
        }
    }

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    public override void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

    public void to(Device device)
    {
        foreach (Parameter parameter in parameters())
        {
            _state[parameter.Handle].to(device);
        }
    }

    public virtual StateDictionary state_dict()
    {
        StateDictionary state = new();
        foreach (ParamGroup group in _parameter_groups)
        {
            state.Options.Add(group.Options);
            List<int> positions = [];
            state.StateIndexRef.Add(positions);
            foreach (Parameter parameter in group.Parameters)
            {
                positions.Add(state.State.Count);
                state.State.Add(_state[parameter.Handle]);
            }
        }

        return state;
    }

    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        if (state_dict.Options.Count != own.Options.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        }

        if (state_dict.State.Count != own.State.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        }

        for (int i = 0; i < own.Options.Count; i++)
        {
            if (own.Options[i] != state_dict.Options[i])
            {
                own.Options[i].LoadStateDict(state_dict.Options[i]);
            }
        }

        for (int i = 0; i < own.State.Count; i++)
        {
            if (own.State[i] != state_dict.State[i])
            {
                own.State[i].LoadStateDict(state_dict.State[i]);
            }
        }
    }

    /// <summary>One step over all groups, without recording and in a dispose scope of its own.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null)
        where T : ParamGroup
    {
        Tensor loss = null;
        if (loss_closure is not null)
        {
            using IDisposable recorded = enable_grad();
            loss = loss_closure();
        }

        using IDisposable unrecorded = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (ParamGroup group in _parameter_groups)
        {
            body(group as T);
        }

        return loss;
    }
}
