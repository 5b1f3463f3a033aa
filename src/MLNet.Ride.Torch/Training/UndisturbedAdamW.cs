using MLNet.Ride.Torch.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>TorchSharp's AdamW with the same steps in <see cref="Arithmetic"/>, which the garbage collector cannot disturb.</summary>
internal sealed class UndisturbedAdamW(IEnumerable<AdamW.ParamGroup> groups) : AdamW(groups)
{
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        foreach (Parameter weight in group.Parameters)
        {
            if (weight.grad is { } gradient)
            {
                Step(weight, gradient, (State)_state[weight.Handle], group.Options);
            }
        }
    }

    private static void Step(Tensor weight, Tensor gradient, State state, Options options)
    {
        (double rate, double beta1, double beta2) = (options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value);
        state.step++;
        weight.Multiply(1 - (rate * options.weight_decay!.Value));
        state.exp_avg.Multiply(beta1).Add(gradient, 1 - beta1);
        state.exp_avg_sq.Multiply(beta2).AddProduct(gradient, gradient, 1 - beta2);
        double meanPart = 1 - Math.Pow(beta1, state.step), squarePart = 1 - Math.Pow(beta2, state.step);
        Tensor deviation = state.exp_avg_sq.sqrt().Over(Math.Sqrt(squarePart)).Add(options.eps!.Value);
        weight.AddQuotient(state.exp_avg, deviation, -(rate / meanPart));
    }
}
