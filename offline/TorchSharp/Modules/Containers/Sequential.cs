using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> _modules = [];

    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : this()
    {
        foreach ((string name, nn.Module<Tensor, Tensor> module) in modules)
        {
            append(name, module);
        }
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : this()
    {
        foreach (nn.Module<Tensor, Tensor> module in modules)
        {
            append(module);
        }
    }

    internal Sequential()
        : base(NativeName(nameof(Sequential)))
    {
    }

    public int Count => _modules.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _modules[index].Module;

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        _modules.Add((name, module));
        return this;
    }

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(_modules.Count.ToString(), module);

    /// <summary>Calls one module after the other; what lies between them is disposed.</summary>
    public override Tensor forward(Tensor tensor)
    {
        if (_modules.Count == 0)
        {
            return tensor.alias();
        }

        Tensor current = tensor;
        foreach ((_, nn.IModule<Tensor, Tensor> module) in _modules)
        {
            Tensor next = module.call(current);
            if (!ReferenceEquals(current, tensor))
            {
                current.Dispose();
            }

            current = next;
        }

        return current;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (nn.Module module in Members())
            {
                module.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private IEnumerable<nn.Module> Members() => _modules.Select(member => (nn.Module)member.Module);

    private Sequential Slice(int start, int end)
    {
        if (start < 0 || start > Count)
        {
            throw new IndexOutOfRangeException($"{start} is not a valid index.");
        }

        if (end < 0 || end > Count)
        {
            throw new IndexOutOfRangeException($"{end} is not a valid index.");
        }

        Sequential slice = new();
        for (int i = start; i < end; i++)
        {
            slice.append(_modules[i].Name, _modules[i].Module);
        }

        return slice;
    }
}
