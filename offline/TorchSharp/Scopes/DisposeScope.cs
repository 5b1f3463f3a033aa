namespace TorchSharp;

public sealed partial class DisposeScope : IDisposable
{
    private DisposeScopeManager _manager;

    internal DisposeScope(DisposeScopeManager manager)
    {
        _manager = manager;
        OuterScope = manager.Innermost;
    }

    public IReadOnlyList<IDisposable> DisposablesView
    {
        get
        {
            ThrowIfClosed();
            return Disposables.ToArray();
        }
    }

    public int DisposablesCount
    {
        get
        {
            ThrowIfClosed();
            return Disposables.Count;
        }
    }

    internal DisposeScope OuterScope { get; set; }

    internal HashSet<IDisposable> Disposables { get; private set; } = new(ReferenceEqualityComparer.Instance);

    public bool Contains(IDisposable disposable) => Disposables.Contains(disposable);

    public void Attach(IDisposable disposable) => Attach([disposable]);

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        ThrowIfClosed();
        List<IDisposable> attached = [];
        foreach (IDisposable disposable in disposables)
        {
            if (disposable is torch.Tensor { OwningDisposeScope: null, IsInvalid: false })
            {
                _manager.Counts.DetachedFromScopeCount--;
            }

            Hand(disposable, this);
            attached.Add(disposable);
        }

        return attached;
    }

    public void MarkAsDisposed(IDisposable disposable)
    {
        ThrowIfClosed();
        _manager.Counts.DisposedInScopeCount++;
        Disposables.Remove(disposable);
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = null;
        }
    }

    public void Dispose()
    {
        if (_manager is null)
        {
            return;
        }

        DisposeEverything();
        _manager.Close(this);
        _manager = null;
    }

    private void Hand(IDisposable disposable, DisposeScope receiver)
    {
        ThrowIfClosed();
        if (receiver is null)
        {
            _manager.Counts.DetachedFromScopeCount++;
        }
        else
        {
            receiver.Disposables.Add(disposable);
        }

        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = receiver;
        }
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_manager is null, this);
}
