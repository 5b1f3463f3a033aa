namespace TorchSharp;

public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager s_thisThread;

    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.Counts;

    internal static DisposeScopeManager ThreadSingleton => s_thisThread ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope Innermost { get; private set; }

    internal DisposeScope Open() => Innermost = new DisposeScope(this);

    /// <summary>Takes a new tensor into the innermost scope of this thread, if there is one.</summary>
    internal DisposeScope Register(torch.Tensor tensor)
    {
        if (Innermost is null)
        {
            Counts.CreatedOutsideScopeCount++;
            return null;
        }

        Counts.CreatedInScopeCount++;
        Innermost.Disposables.Add(tensor);
        return Innermost;
    }

    /// <summary>Takes a scope out of the chain, wherever in it it is.</summary>
    internal void Close(DisposeScope closed)
    {
        if (ReferenceEquals(Innermost, closed))
        {
            Innermost = closed.OuterScope;
            return;
        }

        for (DisposeScope scope = Innermost; scope is not null; scope = scope.OuterScope)
        {
            if (ReferenceEquals(scope.OuterScope, closed))
            {
                scope.OuterScope = closed.OuterScope;
                return;
            }
        }
    }
}
