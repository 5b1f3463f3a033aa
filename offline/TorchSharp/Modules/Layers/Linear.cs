using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        private readonly OwnTensors _own;

        internal Linear(long inputSize, long outputSize, bool hasBias)
            : base(NativeName(nameof(Linear)))
        {
            _own = new OwnTensors(this);
            register_parameter("weight", _own.OwnParameter("weight", LayerInitialization.Weight([outputSize, inputSize])));
            if (hasBias)
            {
                register_parameter("bias", _own.OwnParameter("bias", LayerInitialization.Bias(outputSize, inputSize)));
            }
        }

        public Parameter weight
        {
            get => _own.ParameterAlias("weight");
            set
            {
                _own.Replace("weight", value);
                ConditionallyRegisterParameter("weight", value);
            }
        }

        public Parameter bias
        {
            get => _own.ParameterAlias("bias");
            set
            {
                _own.Replace("bias", value);
                ConditionallyRegisterParameter("bias", value);
            }
        }

        public override Tensor forward(Tensor tensor)
        {
            IntPtr result = Native.ts_linear(tensor.Handle, _own.HandleOf("weight"), _own.HandleOf("bias"));
            GC.KeepAlive(tensor);
            return Native.Tensor(result);
        }

        internal override void MoveNative(ScalarType? type, Device device, bool nonBlocking) => _own.MoveTo(type, device, nonBlocking);

        internal override void DisposeNative() => _own.Dispose();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device device = null, ScalarType? dtype = null) =>
                new Linear(inputSize, outputSize, hasBias).MoveModule<Linear>(device, dtype);

            public static partial class functional
            {
                public static Tensor linear(Tensor input, Tensor weights, Tensor bias = null)
                {
                    IntPtr result = Native.ts_linear(input.Handle, weights.Handle, bias?.Handle ?? IntPtr.Zero);
                    return Native.Tensor(result, input, weights, bias);
                }
            }
        }
    }
}
