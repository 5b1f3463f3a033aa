using System.Threading.Channels;

namespace MLNet.Ride.Hosting;

/// <summary>Gathers concurrent requests into batches and has them scored on threads of its own.</summary>
/// <remarks>Not on those of the thread pool: they serve requests, and libtorch keeps memory and further threads for each thread that calls it.</remarks>
internal sealed class BatchQueue
{
    private readonly Channel<ImageRequest> _waiting;
    private readonly int _maxBatchSize;
    private readonly TimeSpan _maxDelay;
    private readonly Action<IReadOnlyList<ImageRequest>> _score;
    private readonly Task _workers;

    /// <summary>Starts the workers.</summary>
    /// <param name="options">Sizes and delay.</param>
    /// <param name="score">Completes all requests of a batch; an exception completes those that are left.</param>
    public BatchQueue(RideModelOptions options, Action<IReadOnlyList<ImageRequest>> score)
    {
        // What continues is a thread that wakes up.
        _waiting = Channel.CreateBounded<ImageRequest>(new BoundedChannelOptions(options.MaxQueuedImages) { AllowSynchronousContinuations = true });
        _maxBatchSize = options.MaxBatchSize;
        _maxDelay = options.MaxBatchDelay;
        _score = score;
        _workers = Task.WhenAll(Enumerable.Range(0, options.MaxConcurrentBatches)
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    /// <summary>Adds a request.</summary>
    /// <returns><see langword="false"/> if the queue is full or closed.</returns>
    public bool TryAdd(ImageRequest request) => _waiting.Writer.TryWrite(request);

    /// <summary>Closes the queue and waits until the requests in it are complete.</summary>
    public Task CloseAsync()
    {
        _waiting.Writer.TryComplete();
        return _workers;
    }

    private void Work()
    {
        var batch = new List<ImageRequest>(_maxBatchSize);
        while (Wait(CancellationToken.None))
        {
            Take(batch);
            if (_maxDelay > TimeSpan.Zero && batch.Count > 0)
            {
                Gather(batch);
            }

            // Canceled while they waited.
            batch.RemoveAll(request => request.Task.IsCompleted);
            if (batch.Count > 0)
            {
                Score(batch);
            }

            batch.Clear();
        }
    }

    /// <returns><see langword="false"/> if the queue is closed and empty.</returns>
    private bool Wait(CancellationToken cancellationToken) => _waiting.Reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    private void Take(List<ImageRequest> batch)
    {
        while (batch.Count < _maxBatchSize && _waiting.Reader.TryRead(out ImageRequest? request))
        {
            if (!request.Task.IsCompleted)
            {
                batch.Add(request);
            }
        }
    }

    private void Gather(List<ImageRequest> batch)
    {
        using var time = new CancellationTokenSource(_maxDelay);
        try
        {
            while (batch.Count < _maxBatchSize && Wait(time.Token))
            {
                Take(batch);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Score(List<ImageRequest> batch)
    {
        try
        {
            _score(batch);
        }
        catch (Exception cause)
        {
            batch.ForEach(request => request.TrySetException(cause));
        }
    }
}
