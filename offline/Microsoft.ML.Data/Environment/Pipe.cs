using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal class Pipe<TMessage> : IPipe<TMessage>
{
    private readonly Action<string, TMessage> _dispatch;
    private readonly string _fullName;
    private readonly LocalEnvironment _parent;
    private readonly string _name;
    private bool _disposed;

    public Pipe(LocalEnvironment parent, string name, Action<string, TMessage> dispatch)
    {
        _parent = parent;
        _name = name;
        _fullName = string.IsNullOrEmpty(parent.FullName) ? name : $"{parent.FullName}; {name}";
        _dispatch = dispatch;
    }

    public string ContextDescription => _fullName;

    public void Send(TMessage msg) => _dispatch(_fullName, msg);

    public TException Process<TException>(TException ex) where TException : Exception
    {
        if (ex == null)
            return null;
        ex.Data["Throwing component"] = _parent.FullName;
        ex.Data["Phase"] = _name;
        return Contracts.Mark(ex);
    }

    public void Dispose()
    {
        if (!_disposed)
            OnDispose();
        _disposed = true;
    }

    protected virtual void OnDispose()
    {
    }
}
