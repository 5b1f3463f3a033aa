using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// TorchSharp's SGD with the same steps: on the CPU in one pass over the memory, elsewhere in <see cref="Arithmetic"/>, which the garbage collector cannot disturb.
/// </summary>
internal sealed unsafe class UndisturbedSgd(IEnumerable<SGD.ParamGroup> groups, double rate, IKernels? kernels) : SGD(groups, rate)
{
    // Numbers that a thread updates at a time: fewer in all are not worth waking others.
    private const int Piece = 32 * 1024;

    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        (double rate, double momentum, double decay, bool nesterov)
            = (group.LearningRate, group.Options.momentum!.Value, group.Options.weight_decay!.Value, group.Options.nesterov == true);
        var pieces = new List<Numbers>();
        foreach (Parameter weight in group.Parameters)
        {
            if (weight.grad is not { } gradient)
            {
                continue;
            }

            var state = (State)_state[weight.Handle];
            if (kernels is not null && IsPlain(weight))
            {
                pieces.AddRange(Pieces(weight, gradient.contiguous(), momentum == 0 ? null : state));
                continue;
            }

            Tensor decayed = decay == 0 ? gradient : gradient.Plus(weight, decay);
            weight.Add(momentum == 0 ? decayed : Accumulated(state, decayed, momentum, nesterov), -rate);
        }

        var factors = new SgdFactors((float)rate, (float)momentum, (float)decay, nesterov);
        if (pieces.Sum(piece => (long)piece.Count) <= Piece)
        {
            pieces.ForEach(Update);
        }
        else
        {
            CpuLayers.OnThreads(pieces.Count, i => Update(pieces[i]));
        }

        void Update(Numbers of)
            => kernels!.StepSgd((float*)of.Weights, (float*)of.Gradients, (float*)of.Velocities, of.Count, factors, of.AreFirst);
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

    private static bool IsPlain(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.dtype == ScalarType.Float32 && tensor.is_contiguous();

    // Without a state, there is no momentum.
    private static IEnumerable<Numbers> Pieces(Tensor weight, Tensor gradient, State? state)
    {
        bool first = state is { momentum_buffer: null };
        if (first)
        {
            state!.momentum_buffer = empty_like(weight).DetachFromDisposeScope();
        }

        // The memory of the tensors stays where it is until the end of the step.
        (nint weights, nint gradients, nint velocities) = (Start(weight), Start(gradient), state?.momentum_buffer is { } buffer ? Start(buffer) : 0);
        for (long start = 0, count = weight.numel(); start < count; start += Piece)
        {
            nint offset = (nint)start * sizeof(float);
            yield return new(weights + offset, gradients + offset, velocities + offset, (int)Math.Min(Piece, count - start), first);
        }
    }

    private static nint Start(Tensor tensor) => (nint)CpuLayers.Start(tensor);

    private readonly record struct Numbers(nint Weights, nint Gradients, nint Velocities, int Count, bool AreFirst);
}
