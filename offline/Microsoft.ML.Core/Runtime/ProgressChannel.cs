namespace Microsoft.ML.Runtime;

/// <summary>Takes what is reported and checks it; nobody listens, as in MLContext.</summary>
internal sealed class ProgressChannel : IProgressChannel
{
    private readonly IExceptionContext _ctx;
    private readonly bool _isRoot;
    private ProgressHeader _header;
    private bool _disposed;

    public ProgressChannel(IExceptionContext ctx, string name, bool isRoot = true)
    {
        _ctx = ctx;
        _isRoot = isRoot;
        ctx.CheckNonEmpty(name, "computationName");
        _header = new ProgressHeader(null);
    }

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction) => _header = header;

    public void Checkpoint(params double?[] values)
    {
        if (!_isRoot)
            return;
        _ctx.Check(!_disposed, "Can't report checkpoints after disposing");
        int most = _header.MetricNames.Count + 2 * _header.UnitNames.Count;
        _ctx.Check((values?.Length ?? 0) <= most, "Too many values provided in Checkpoint");
    }

    public IProgressChannel StartProgressChannel(string name) => new ProgressChannel(_ctx, "child", isRoot: false);

    public void Dispose() => _disposed = true;
}
