using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MLNet.Ride.Images;

namespace MLNet.Ride.Hosting;

/// <summary>The model in use, and the result of the last attempt to load another one.</summary>
internal sealed class RideClassifier(string name, RideModelOptions options, IHostEnvironment environment, ILogger<RideClassifier> log)
    : IRideClassifier, IAsyncDisposable, IDisposable
{
    private volatile LoadedModel? _current;
    private volatile bool _disposed;

    /// <summary>Full path of the model's file.</summary>
    public string FilePath { get; } = Path.GetFullPath(options.Path, environment.ContentRootPath);

    /// <summary>How often to check the file for changes; zero for never.</summary>
    public TimeSpan ReloadInterval => options.ReloadInterval;

    public ServedModel? Model => _current?.Description;

    public string? Problem { get; private set; } = "The model has not been loaded yet. Wait until the host has started.";

    private string FileName => Path.GetFileName(FilePath);

    public Task<RidePrediction> PredictAsync(byte[] image, int k = 5, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return RequestMetrics.MeasureAsync(name, () => AnswerAsync(new(image, k), cancellationToken));
    }

    public Task<RidePrediction> ExplainAsync(byte[] image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return RequestMetrics.MeasureAsync(name, () => AnswerAsync(new(image, k: 5, explained: true), cancellationToken));
    }

    private async Task<RidePrediction> AnswerAsync(ImageRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Image.Length > options.MaxImageBytes)
        {
            var reason = new InvalidDataException($"it has {request.Image.Length} bytes, more than the limit of {options.MaxImageBytes} ({nameof(options.MaxImageBytes)})");
            throw new ImageOrigin(null, 0, null).Unreadable(reason);
        }

        using CancellationTokenRegistration _ = cancellationToken.UnsafeRegister(static (state, token) => ((ImageRequest)state!).TrySetCanceled(token), request);
        Add(request);
        return await request.Task.ConfigureAwait(false);
    }

    /// <summary>
    /// Replaces the model in use by that in the file, and waits until the requests of the one before are complete. If the file cannot be
    /// loaded, the model in use stays.
    /// </summary>
    public async Task LoadAsync()
    {
        LoadedModel loaded;
        try
        {
            loaded = new(FilePath, name, options);
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            Fail($"'{FileName}' cannot be loaded: {cause.Message.ReplaceLineEndings(" ").Replace(FilePath, FileName, StringComparison.Ordinal)}", cause);
            return;
        }

        LoadedModel? before = Interlocked.Exchange(ref _current, loaded);
        Problem = null;
        ServedModel model = loaded.Description;
        log.LogInformation("Serving {Path}: {Classes} classes, {Experts} experts, on {Device}.", FilePath, model.ClassNames.Count, model.Network.ExpertCount, model.Device);
        if (before is not null)
        {
            await before.RetireAsync().ConfigureAwait(false);
        }

        if (_disposed)
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Records that the file does not exist. The model in use stays.</summary>
    public void Miss() => Fail($"The model file '{FileName}' does not exist. Save a model there, or set another path ({nameof(options.Path)}).", null);

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (Interlocked.Exchange(ref _current, null) is { } model)
        {
            await model.RetireAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Add(ImageRequest request)
    {
        LoadedModel model;
        do
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            model = _current ?? throw new ModelUnavailableException(Problem!);
            if (model.TryAdd(request))
            {
                return;
            }
        }
        // The queue of a model that has been replaced is closed; that of the model in use is full.
        while (model != _current);

        throw new ModelBusyException($"{options.MaxQueuedImages} images are waiting for the model. Try again in a moment.");
    }

    private void Fail(string problem, Exception? cause)
    {
        Problem = problem;
        log.LogWarning(cause, "{Path} is not served, {Consequence}: {Problem}", FilePath, _current is null ? "and there is no model" : "the previous model stays in use", problem);
    }
}
