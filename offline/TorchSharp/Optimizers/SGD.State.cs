using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    public sealed class State : OptimizerState, IDisposable
    {
        public Tensor momentum_buffer;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public void Dispose() => momentum_buffer?.Dispose();

        public override void to(Device device) => momentum_buffer = momentum_buffer?.to(device);

        public override void Initialize(OptimizerOptions options)
        {
            momentum_buffer?.Dispose();
            momentum_buffer = null;
        }

        public override void LoadStateDict(OptimizerState source)
        {
            momentum_buffer?.Dispose();
            momentum_buffer = (source as State).momentum_buffer.to(_parameter.device, copy: true);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && (momentum_buffer is null || momentum_buffer.allclose(state.momentum_buffer));

        /// <summary>The momentum after one more gradient; the first one starts it undamped.</summary>
        internal Tensor Accumulate(Tensor gradient, double momentum, double dampening)
        {
            if (momentum_buffer is null)
            {
                momentum_buffer = gradient.clone().detach().DetachFromDisposeScope();
            }
            else
            {
                momentum_buffer.mul_(momentum).add_(gradient, alpha: 1 - dampening);
            }

            return momentum_buffer;
        }
    }
}
