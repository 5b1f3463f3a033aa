using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The environment of an MLContext, and, with a parent, each host registered in it.</summary>
internal sealed class LocalEnvironment : IHost, IHostEnvironmentInternal, ICancelable
{
    private readonly LocalEnvironment _root;
    private readonly LocalEnvironment _parent;
    private readonly string _name;
    private readonly List<WeakReference<LocalEnvironment>> _children = [];
    private readonly Dictionary<string, object> _options = [];
    private Action<string, ChannelMessage> _listener;

    public LocalEnvironment(int? seed)
    {
        _root = this;
        Seed = seed;
        Rand = RandomUtils.Create(seed);
        ComponentCatalog = new ComponentCatalog();
    }

    private LocalEnvironment(LocalEnvironment parent, string name, Random random)
    {
        _root = parent._root;
        _parent = parent;
        _name = name;
        Seed = parent.Seed;
        Rand = random;
        ComponentCatalog = parent.ComponentCatalog;
        TempFilePath = parent.TempFilePath;
        GpuDeviceId = parent.GpuDeviceId;
        FallbackToCpu = parent.FallbackToCpu;
        IsCanceled = parent.IsCanceled;
    }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public int? Seed { get; }

    public string TempFilePath { get; set; } = Path.GetTempPath();

    public bool FallbackToCpu { get; set; }

    public int? GpuDeviceId { get; set; }

    public bool IsCanceled { get; private set; }

    public string ContextDescription => "HostEnvironment";

    /// <summary>The name, after that of the grandparent where there is one.</summary>
    public string FullName => string.IsNullOrEmpty(_parent?._parent?.FullName) ? _name : $"{_parent._parent.FullName}; {_name}";

    public void AddListener(Action<string, ChannelMessage> listener) => _listener += listener;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        lock (_children)
        {
            _children.RemoveAll(c => !c.TryGetTarget(out _));
            Random random = seed.HasValue ? RandomUtils.Create(seed) : RandomUtils.Create(Rand);
            var host = new LocalEnvironment(this, name, random);
            if (!IsCanceled)
                _children.Add(new WeakReference<LocalEnvironment>(host));
            return host;
        }
    }

    public void CancelExecution()
    {
        lock (_children)
        {
            foreach (WeakReference<LocalEnvironment> child in _children)
            {
                if (child.TryGetTarget(out LocalEnvironment host))
                    host.CancelExecution();
            }

            _children.Clear();
            IsCanceled = true;
        }
    }

    public IChannel Start(string name) => new Channel(this, name, (source, message) => _root._listener?.Invoke(source, message));

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>(this, name, (_, _) => { });

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel(this, name);

    public TException Process<TException>(TException ex) where TException : Exception
    {
        if (ex == null)
            return null;
        ex.Data["Throwing component"] = "Environment";
        return Contracts.Mark(ex);
    }

    public bool TryAddOption<T>(string name, T value) => _options.TryAdd(OptionName(name), value);

    public void SetOption<T>(string name, T value) => _options[OptionName(name)] = value;

    public bool TryGetOption<T>(string name, out T value)
    {
        bool found = _options.TryGetValue(OptionName(name), out object option) && option is T;
        value = found ? (T)option : default;
        return found;
    }

    public T GetOptionOrDefault<T>(string name)
    {
        _options.TryAdd(OptionName(name), default(T));
        return (T)_options[name];
    }

    public bool RemoveOption(string name) => _options.Remove(OptionName(name));

    private static string OptionName(string name)
        => string.IsNullOrWhiteSpace(name) ? throw new ArgumentNullException(nameof(name)) : name;
}
