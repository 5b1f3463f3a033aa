using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private DeviceType _deviceType = DeviceType.CPU;
            private int _deviceIndex = -1;

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                ThrowUnlessFloating(dtype);
                if (device.type != DeviceType.CUDA)
                {
                    device = new Device(device.type, -1);
                }

                ThrowUnlessAvailable(device.type);
                InitializeDeviceType(device.type);
                MoveNative(dtype, device, non_blocking);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                if (deviceType != DeviceType.CUDA)
                {
                    deviceIndex = -1;
                }

                ThrowUnlessAvailable(deviceType);
                if (deviceType != _deviceType || deviceIndex != _deviceIndex)
                {
                    InitializeDeviceType(deviceType);
                    MoveNative(null, new Device(deviceType, deviceIndex), non_blocking);
                    _toEpilog(deviceType, deviceIndex, non_blocking);
                }

                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                ThrowUnlessFloating(dtype);
                MoveNative(dtype, null, non_blocking);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => MoveRegistered(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => MoveRegistered(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                MoveRegistered(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves what a built-in layer holds besides its registered tensors.</summary>
            internal virtual void MoveNative(ScalarType? type, Device device, bool nonBlocking) => ThrowIfDisposed();

            internal T MoveModule<T>(Device device, ScalarType? dtype)
                where T : Module
            {
                if (device is null)
                {
                    return (T)(dtype.HasValue ? _to(dtype.Value, false) : this);
                }

                return (T)(dtype.HasValue ? _to(device, dtype.Value, false) : _to(device.type, device.index, false));
            }

            private static void ThrowUnlessFloating(ScalarType type)
            {
                if (!type.IsFloatingPoint() && !type.IsComplex())
                {
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={type}");
                }
            }

            private static void ThrowUnlessAvailable(DeviceType type)
            {
                if (type == DeviceType.CUDA && !torch.cuda.is_available())
                {
                    throw new InvalidOperationException("CUDA is not available.");
                }
            }

            private void MoveRegistered(ScalarType? type, Device device, bool nonBlocking)
            {
                foreach ((_, Module child) in named_children())
                {
                    if (device is null)
                    {
                        child._to(type.Value, nonBlocking);
                    }
                    else if (type is null)
                    {
                        child._to(device.type, device.index, nonBlocking);
                    }
                    else
                    {
                        child._to(device, type.Value, nonBlocking);
                    }
                }

                Dictionary<string, FieldInfo> fields = InstanceFields().ToDictionary(field => field.ComponentName());
                foreach ((string name, Parameter parameter) in named_parameters(false).ToList())
                {
                    Parameter moved = Moved(parameter, type, device);
                    if (!ReferenceEquals(moved, parameter))
                    {
                        ConditionallyRegisterParameter(name, moved);
                        fields.GetValueOrDefault(name)?.SetValue(this, moved);
                    }
                }

                foreach ((string name, Tensor buffer) in named_buffers(false).ToList())
                {
                    if (!buffer.WouldConvert(type ?? buffer.dtype, device ?? buffer.device))
                    {
                        continue;
                    }

                    Tensor moved = buffer.to(TypeAfter(buffer, type), device ?? buffer.device, disposeAfter: true).DetachFromDisposeScope();
                    ConditionallyRegisterBuffer(name, moved);
                    fields.GetValueOrDefault(name)?.SetValue(this, moved);
                }

                if (device is not null)
                {
                    (_deviceType, _deviceIndex) = (device.type, device.index);
                }
            }

            private static ScalarType TypeAfter(Tensor tensor, ScalarType? wanted)
            {
                ScalarType own = tensor.dtype;
                return wanted.HasValue && (own.IsFloatingPoint() || own.IsComplex()) ? wanted.Value : own;
            }

            private static Parameter Moved(Parameter parameter, ScalarType? type, Device device)
            {
                using Tensor grad = parameter.grad;
                device ??= parameter.device;
                ScalarType wanted = type ?? parameter.dtype;
                if (!parameter.WouldConvert(wanted, device) && (grad is null || !grad.WouldConvert(wanted, device)))
                {
                    return parameter;
                }

                using IDisposable unrecorded = no_grad();
                ScalarType newType = TypeAfter(parameter, type);
                Parameter moved = new(parameter.to(newType, device), parameter.requires_grad);
                moved.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using Tensor newGrad = grad.to(newType, device).with_requires_grad(grad.requires_grad);
                    moved.grad = newGrad;
                }

                parameter.Dispose();
                return moved;
            }
        }
    }
}
