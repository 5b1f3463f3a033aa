using MLNet.Ride.Torch.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>TorchSharp's SGD with the same steps in <see cref="Arithmetic"/>, which the garbage collector cannot disturb.</summary>
internal sealed class UndisturbedSgd(IEnumerable<SGD.ParamGroup> groups, double rate) : SGD(groups, rate)
{
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        (double rate, double momentum, double decay) = (group.LearningRate, group.Options.momentum!.Value, group.Options.weight_decay!.Value);
        foreach (Parameter weight in group.Parameters)
        {
            if (weight.grad is { } gradient)
            {
                Tensor decayed = decay == 0 ? gradient : gradient.Plus(weight, decay);
                weight.Add(momentum == 0 ? decayed : Accumulated((State)_state[weight.Handle], decayed, momentum, group.Options.nesterov == true), -rate);
            }
        }
    }

    private static Tensor Accumulated(State state, Tensor gradient, double momentum, bool nesterov)
    {
        if (state.momentum_buffer is null)
        {
            state.momentum_buffer = gradient.clone().DetachFromDisposeScope();
        }
        else
        {
            state.momentum_buffer.Multiply(momentum).Add(gradient);
        }

        return nesterov ? gradient.Plus(state.momentum_buffer, momentum) : state.momentum_buffer;
    }
}
