using TorchSharp;
using static TorchSharp.torch;

#pragma warning disable RS0030 // Each number here is kept until the call is over.

namespace MLNet.Ride.Torch.Runtime;

/// <summary>Operations of libtorch on many tensors at once: a few launches on a GPU, however many tensors there are. TorchSharp reaches them through TorchScript.</summary>
internal static class TensorLists
{
    private const string Script = """
        def step_sgd(weights: List[Tensor], gradients: List[Tensor], velocities: List[Tensor], rate: float, momentum: float, decay: float, nesterov: bool):
            torch._fused_sgd_(weights, gradients, velocities, lr=rate, momentum=momentum, weight_decay=decay, dampening=0.0, nesterov=nesterov, maximize=False, is_first_step=False)

        def approach(tensors: List[Tensor], goals: List[Tensor], part: float):
            torch._foreach_lerp_(tensors, goals, part)

        def blend(tensors: List[Tensor], others: List[Tensor], share: float, rest: float):
            torch._foreach_mul_(tensors, share)
            torch._foreach_add_(tensors, others, alpha=rest)

        def copy(tensors: List[Tensor], others: List[Tensor]):
            torch._foreach_copy_(tensors, others)

        """;

    private static readonly Lazy<jit.CompilationUnit> s_script = new(() => jit.compile(Script));

    /// <summary>Takes a step of SGD. All tensors have the same layout in memory.</summary>
    /// <param name="weights">What is learned, float32.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="velocities">Their momenta, 0 before the first step; empty without momentum.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="momentum">Momentum.</param>
    /// <param name="decay">Weight decay, added to the gradient.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's.</param>
    public static void StepSgd(Tensor[] weights, Tensor[] gradients, Tensor[] velocities, double rate, double momentum, double decay, bool nesterov)
    {
        using Scalar r = rate, m = momentum, d = decay;
        Invoke("step_sgd", weights, [gradients, velocities, r, m, d, nesterov]);
    }

    /// <summary>t ← t + p·(g − t). A tensor that equals its goal stays as it is, bit for bit.</summary>
    public static void Approach(Tensor[] tensors, Tensor[] goals, double part)
    {
        using Scalar p = part;
        Invoke("approach", tensors, [goals, p]);
    }

    /// <summary>t ← s·t + r·o.</summary>
    public static void Blend(Tensor[] tensors, Tensor[] others, double share, double rest)
    {
        using Scalar s = share, r = rest;
        Invoke("blend", tensors, [others, s, r]);
    }

    /// <summary>t ← o.</summary>
    public static void Copy(Tensor[] tensors, Tensor[] others) => Invoke("copy", tensors, [others]);

    private static void Invoke(string name, Tensor[] tensors, object[] further)
    {
        if (tensors.Length == 0)
        {
            return; // libtorch takes this for a mistake
        }

        object[] arguments = [tensors, .. further];
        _ = s_script.Value.invoke(name, arguments);
        GC.KeepAlive(arguments); // TorchSharp hands libtorch only the handles of their tensors
    }
}
