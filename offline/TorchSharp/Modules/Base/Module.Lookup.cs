using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                // Disposed ones have no handle, and are passed over.
                HashSet<IntPtr> seen = [IntPtr.Zero];
                foreach ((string name, Parameter parameter) in _internal_params)
                {
                    if (seen.Add(parameter.handle))
                    {
                        yield return (name, parameter);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach ((string child, Module module) in _internal_submodules)
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

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                HashSet<IntPtr> seen = [IntPtr.Zero];
                foreach ((string name, (Tensor buffer, bool persistent)) in _internal_buffers)
                {
                    // As in the real package, buffers that are not persistent are never listed.
                    if (persistent && seen.Add(buffer.handle))
                    {
                        yield return (name, buffer);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach ((string child, Module module) in _internal_submodules)
                {
                    foreach ((string name, Tensor buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.handle))
                        {
                            yield return ($"{child}.{name}", buffer);
                        }
                    }
                }
            }

            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string name, Module module) in _internal_submodules)
                {
                    yield return (name, module);
                }

                foreach ((string child, Module module) in _internal_submodules)
                {
                    foreach ((string name, Module inner) in module.named_modules())
                    {
                        yield return ($"{child}.{name}", inner);
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(item => item.parameter);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(item => item.buffer);

            public virtual IEnumerable<Module> modules() => named_modules().Select(item => item.module);

            public virtual IEnumerable<Module> children() => named_children().Select(item => item.module);

            public virtual bool has_parameter(string target) =>
                _internal_params.ContainsKey(target) || Below(target).Any(found => found.module.has_parameter(found.rest));

            public virtual bool has_buffer(string target) =>
                _internal_buffers.ContainsKey(target) || Below(target).Any(found => found.module.has_buffer(found.rest));

            public virtual Parameter get_parameter(string target) =>
                _internal_params.TryGetValue(target, out Parameter parameter)
                    ? parameter
                    : Below(target).Select(found => found.module.get_parameter(found.rest)).FirstOrDefault(found => found is not null);

            public virtual Tensor get_buffer(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return _internal_buffers.TryGetValue(target, out (Tensor, bool) buffer)
                    ? buffer.Item1
                    : Below(target).Select(found => found.module.get_buffer(found.rest)).FirstOrDefault(found => found is not null);
            }

            private IEnumerable<(Module module, string rest)> Below(string target)
            {
                string[] parts = target.Split('.', 2);
                return parts.Length == 1
                    ? []
                    : named_children().Where(child => child.name == parts[0]).Select(child => (child.module, parts[1]));
            }
        }
    }
}
