using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module : IDisposable
        {
            protected OrderedDict<string, Module> _internal_submodules = [];
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = [];
            protected OrderedDict<string, Parameter> _internal_params = [];
            protected string name;

            private readonly string _typeName;
            private bool _training = true;
            private bool _disposed;

            protected Module(string name)
            {
                // As in the real package, a module calls the native library at once, and fails at once without it.
                Native.RequireLibrary();
                this.name = name;
                _typeName = name;
            }

            ~Module() => Dispose(false);

            public virtual bool training
            {
                get
                {
                    ThrowIfDisposed();
                    return _training;
                }
            }

            internal bool IsDisposed => _disposed;

            public virtual string GetName()
            {
                ThrowIfDisposed();
                return _typeName;
            }

            public virtual void train(bool train = true)
            {
                ThrowIfDisposed();
                _training = train;
                foreach ((_, Module child) in named_children())
                {
                    child.train(train);
                }
            }

            public virtual void eval() => train(false);

            public virtual Module apply(Action<Module> fn)
            {
                foreach ((_, Module child) in _internal_submodules)
                {
                    child.apply(fn);
                }

                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach ((_, Parameter parameter) in named_parameters())
                {
                    using Tensor grad = parameter.grad;
                    if (grad is null)
                    {
                        continue;
                    }

                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        grad.zero_();
                    }
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                {
                    return;
                }

                foreach ((_, Tensor buffer) in named_buffers(false).ToList())
                {
                    buffer.Dispose();
                }

                foreach ((_, Parameter parameter) in named_parameters(false).ToList())
                {
                    parameter.Dispose();
                }

                foreach ((_, Module module) in named_modules().ToList())
                {
                    module.Dispose();
                }

                DisposeNative();
                _disposed = true;
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            protected void ClearModules() => _internal_submodules.Clear();

            /// <summary>What GetName gives for the layers that are native ones in the real package.</summary>
            internal static string NativeName(string layer) => $"torch::nn::{layer}Impl";

            /// <summary>Frees what a built-in layer holds besides its registered tensors.</summary>
            internal virtual void DisposeNative()
            {
            }

            internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
        }
    }
}
