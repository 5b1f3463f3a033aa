using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Sequential
{
    // Iterators, not queries over a set made once: optimisers keep what this returns and go over it at every step.
    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
    {
        HashSet<IntPtr> seen = [IntPtr.Zero];
        foreach ((string child, nn.Module module) in recurse ? named_children() : [])
        {
            foreach ((string name, Parameter parameter) in module.named_parameters(true))
            {
                if (seen.Add(parameter.handle))
                {
                    yield return ($"{child}.{name}", parameter);
                }
            }
        }
    }

    public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
    {
        HashSet<IntPtr> seen = [IntPtr.Zero];
        foreach ((string child, nn.Module module) in recurse ? named_children() : [])
        {
            foreach ((string name, Tensor buffer) in module.named_buffers(true, include_persistent))
            {
                if (seen.Add(buffer.handle))
                {
                    yield return ($"{child}.{name}", buffer);
                }
            }
        }
    }

    public override IEnumerable<(string name, nn.Module module)> named_children() =>
        _modules.Select(member => (member.Name, (nn.Module)member.Module));

    public override IEnumerable<(string name, nn.Module module)> named_modules() =>
        named_children().Concat(
            named_children().SelectMany(child => child.module.named_modules().Select(item => ($"{child.name}.{item.name}", item.module))));

    public override nn.Module apply(Action<nn.Module> fn)
    {
        foreach (nn.Module module in Members())
        {
            module.apply(fn);
        }

        fn(this);
        return this;
    }

    public override void train(bool on = true)
    {
        foreach (nn.Module module in Members())
        {
            module.train(on);
        }
    }

    public override void eval()
    {
        foreach (nn.Module module in Members())
        {
            module.eval();
        }
    }

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking)
    {
        foreach (nn.Module module in Members())
        {
            module._to(dtype, non_blocking);
        }

        return this;
    }

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking)
    {
        foreach (nn.Module module in Members())
        {
            module._to(device, dtype, non_blocking);
        }

        return this;
    }

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
    {
        foreach (nn.Module module in Members())
        {
            module._to(deviceType, deviceIndex, non_blocking);
        }

        return this;
    }
}
