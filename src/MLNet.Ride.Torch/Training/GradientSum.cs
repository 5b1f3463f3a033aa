using System.Runtime.InteropServices;
using MLNet.Ride.Torch.Runtime.Mpi;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>
/// Sums over all processes what each computed in a step on its part of the batch: the loss, wishes to stop, and the gradients. They lie in one flat buffer, so
/// that a step needs one MPI_Allreduce.
/// </summary>
internal sealed class GradientSum : IDisposable
{
    private const int LossAndStop = 2;

    private readonly ProcessGroup _group;
    private readonly Parameter[] _parameters;
    private readonly Tensor _buffer;

    /// <param name="group">The processes.</param>
    /// <param name="parameters">What is learned, the same in all processes.</param>
    public GradientSum(ProcessGroup group, Parameter[] parameters)
    {
        (_group, _parameters) = (group, parameters);
        _buffer = zeros(LossAndStop + parameters.Sum(parameter => parameter.numel()), float32, parameters[0].device).DetachFromDisposeScope();
    }

    /// <summary>Whether this process wants to stop after the step.</summary>
    public bool WantsToStop { get; set; }

    /// <summary>Sum of the loss over the images of the last step, in all processes.</summary>
    public double Loss { get; private set; }

    /// <summary>Whether some process wants to stop after the last step.</summary>
    public bool Stops { get; private set; }

    /// <summary>Sums what a step computed, which each process has to call.</summary>
    /// <param name="loss">Sum of the loss over the images of this process, a scalar.</param>
    /// <param name="withGradients">Whether the gradients are summed, too.</param>
    public void Run(Tensor loss, bool withGradients)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        _buffer[0].copy_(loss);
        _buffer[1].copy_(WantsToStop ? 1f : 0f);
        if (withGradients)
        {
            ForEach((gradient, sum) => _ = gradient is null ? sum.zero_() : sum.copy_(gradient));
        }

        Tensor numbers = (withGradients ? _buffer : _buffer.narrow(0, 0, LossAndStop)).cpu();
        Span<float> values = MemoryMarshal.Cast<byte, float>(numbers.bytes);
        _group.Sum(values);
        (Loss, Stops) = (values[0], values[1] > 0);
        if (withGradients)
        {
            _buffer.copy_(numbers);
            ForEach((gradient, sum) => gradient?.copy_(sum));
        }
    }

    public void Dispose() => _buffer.Dispose();

    private void ForEach(Action<Tensor?, Tensor> use)
    {
        long start = LossAndStop;
        foreach (Parameter parameter in _parameters)
        {
            using Tensor? gradient = parameter.grad;
            using Tensor flat = _buffer.narrow(0, start, parameter.numel());
            using Tensor shaped = flat.view(parameter.shape);
            use(gradient, shaped);
            start += parameter.numel();
        }
    }
}
