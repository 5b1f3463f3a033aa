using MLNet.Ride.Torch.Kernels;
using MLNet.Ride.Torch.Networks.Cpu;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>TorchSharp's SGD with the same steps: on the CPU in one pass over the memory, elsewhere in libtorch's kernel for all tensors at once.</summary>
internal sealed unsafe class UndisturbedSgd(IEnumerable<SGD.ParamGroup> groups, double rate, IKernels? kernels) : SGD(groups, rate)
{
    // Numbers that a thread updates at a time: fewer in all are not worth waking others.
    private const int Piece = 32 * 1024;

    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

    private void Step(ParamGroup group)
    {
        (double rate, double momentum, double decay, bool nesterov)
            = (group.LearningRate, group.Options.momentum!.Value, group.Options.weight_decay!.Value, group.Options.nesterov == true);
        Parameter[] weights = [.. group.Parameters.Where(weight => weight.grad is not null)];
        Tensor[] gradients = [.. weights.Select(weight => weight.grad!)];
        Tensor[] velocities = momentum == 0 ? [] : [.. weights.Select(Velocity)];
        if (kernels is not null && weights.All(IsPlain))
        {
            var factors = new SgdFactors((float)rate, (float)momentum, (float)decay, nesterov);
            Update(weights.SelectMany((weight, i) => Pieces(weight, gradients[i].contiguous(), velocities.ElementAtOrDefault(i))), kernels, factors);
        }
        else
        {
            TensorLists.StepSgd(weights, gradients, velocities, rate, momentum, decay, nesterov);
        }
    }

    private Tensor Velocity(Parameter weight)
        => ((State)_state[weight.Handle]).momentum_buffer ??= zeros_like(weight, requires_grad: false).DetachFromDisposeScope();

    private static void Update(IEnumerable<Numbers> pieces, IKernels kernels, SgdFactors factors)
    {
        Numbers[] all = [.. pieces];
        if (all.Sum(piece => (long)piece.Count) <= Piece)
        {
            Array.ForEach(all, Update);
        }
        else
        {
            CpuLayers.OnThreads(all.Length, i => Update(all[i]));
        }

        void Update(Numbers of) => kernels.StepSgd((float*)of.Weights, (float*)of.Gradients, (float*)of.Velocities, of.Count, factors);
    }

    private static bool IsPlain(Tensor tensor) => tensor.device_type == DeviceType.CPU && tensor.dtype == ScalarType.Float32 && tensor.is_contiguous();

    private static IEnumerable<Numbers> Pieces(Tensor weight, Tensor gradient, Tensor? velocity)
    {
        // The memory of the tensors stays where it is until the end of the step.
        (nint weights, nint gradients, nint velocities) = (Start(weight), Start(gradient), velocity is null ? 0 : Start(velocity));
        for (long start = 0, count = weight.numel(); start < count; start += Piece)
        {
            nint offset = (nint)start * sizeof(float);
            yield return new(weights + offset, gradients + offset, velocities + offset, (int)Math.Min(Piece, count - start));
        }
    }

    private static nint Start(Tensor tensor) => (nint)CpuLayers.Start(tensor);

    private readonly record struct Numbers(nint Weights, nint Gradients, nint Velocities, int Count);
}
