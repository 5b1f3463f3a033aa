using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class BatchNorm2d : nn.Module<Tensor, Tensor>
    {
        private readonly OwnTensors _own;
        private readonly double _momentum;
        private readonly double _eps;

        internal BatchNorm2d(long features, double eps, double momentum, bool affine, bool trackRunningStats)
            : base(NativeName(nameof(BatchNorm2d)))
        {
            _own = new OwnTensors(this);
            (_momentum, _eps) = (momentum, eps);
            if (affine)
            {
                register_parameter("weight", _own.OwnParameter("weight", ones(features, device: CPU)));
                register_parameter("bias", _own.OwnParameter("bias", zeros(features, device: CPU)));
            }

            if (trackRunningStats)
            {
                register_buffer("running_mean", _own.OwnBuffer("running_mean", zeros(features, device: CPU)));
                register_buffer("running_var", _own.OwnBuffer("running_var", ones(features, device: CPU)));
                Tensor batches = zeros([], ScalarType.Int64, CPU);
                register_buffer("num_batches_tracked", _own.OwnBuffer("num_batches_tracked", batches));
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

        public Tensor running_mean
        {
            get => _own.BufferAlias("running_mean");
            set
            {
                _own.Replace("running_mean", value);
                ConditionallyRegisterBuffer("running_mean", value);
            }
        }

        public Tensor running_var
        {
            get => _own.BufferAlias("running_var");
            set
            {
                _own.Replace("running_var", value);
                ConditionallyRegisterBuffer("running_var", value);
            }
        }

        public Tensor num_batches_tracked => _own.BufferAlias("num_batches_tracked");

        public void reset_running_stats()
        {
            using Tensor mean = running_mean?.fill_(0);
            using Tensor variance = running_var?.fill_(1);
            using Tensor batches = num_batches_tracked?.fill_(0);
        }

        public override Tensor forward(Tensor tensor)
        {
            if (tensor.Dimensions != 4)
            {
                throw new ArgumentException($"Invalid number of dimensions for BatchNorm argument: {tensor.Dimensions}");
            }

            IntPtr result = Native.ts_batch_norm_layer(
                tensor.Handle,
                _own.HandleOf("weight"),
                _own.HandleOf("bias"),
                _own.HandleOf("running_mean"),
                _own.HandleOf("running_var"),
                _own.HandleOf("num_batches_tracked"),
                Native.Flag(training),
                _momentum,
                _eps);
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
            public static BatchNorm2d BatchNorm2d(
                long features,
                double eps = 1e-05,
                double momentum = 0.1,
                bool affine = true,
                bool track_running_stats = true,
                Device device = null,
                ScalarType? dtype = null) =>
                new BatchNorm2d(features, eps, momentum, affine, track_running_stats).MoveModule<BatchNorm2d>(device, dtype);

            public static partial class functional
            {
                public static Tensor batch_norm(
                    Tensor input,
                    Tensor running_mean,
                    Tensor running_var,
                    Tensor weight = null,
                    Tensor bias = null,
                    bool training = false,
                    double momentum = 0.1,
                    double eps = 1e-05)
                {
                    IntPtr result = Native.ts_batch_norm(
                        input.Handle, weight?.Handle ?? IntPtr.Zero, bias?.Handle ?? IntPtr.Zero, running_mean.Handle, running_var.Handle,
                        Native.Flag(training), momentum, eps);
                    GC.KeepAlive(running_mean);
                    GC.KeepAlive(running_var);
                    return Native.Tensor(result, input, weight, bias);
                }
            }
        }
    }
}
