using System.Diagnostics.Metrics;
using Microsoft.ML;
using MLNet.Ride.Scoring;

namespace MLNet.Ride.Hosting;

/// <summary>A model in memory with its own queue, so that each request is decoded and scored by one model.</summary>
internal sealed class LoadedModel
{
    private static readonly Meter s_meter = new("MLNet.Ride.Hosting");
    private static readonly Histogram<int> s_batchSize = s_meter.CreateHistogram<int>("ride.batch.size", "{image}", "Number of images that were scored together.");

    private readonly IDisposable _pipeline;
    private readonly RideTransformer _ride;
    private readonly BatchQueue _queue;
    private readonly int? _maxMegapixels;
    private readonly KeyValuePair<string, object?> _tag;

    /// <summary>Loads a model and checks that it can be served.</summary>
    /// <exception cref="Exception">It cannot. The type depends on how the file is damaged.</exception>
    public LoadedModel(string path, string name, RideModelOptions options)
    {
        ITransformer pipeline = new MLContext { FallbackToCpu = true }.Model.Load(path, out _);
        _pipeline = (IDisposable)pipeline;
        try
        {
            _ride = RideTransformer.FindIn(pipeline);
            _ride.CheckServable();
        }
        catch
        {
            _pipeline.Dispose();
            throw;
        }

        _maxMegapixels = options.MaxMegapixels;
        _tag = new("ride.model.name", name);
        Description = new()
        {
            ClassNames = _ride.ClassNames, Network = _ride.Network, Cost = _ride.Cost, Device = _ride.Device, LoadedAt = DateTimeOffset.UtcNow,
        };
        _queue = new(options, Score);
    }

    public ServedModel Description { get; }

    /// <summary>Adds a request to the queue.</summary>
    /// <returns><see langword="false"/> if the queue is full or the model is retired.</returns>
    public bool TryAdd(ImageRequest request) => _queue.TryAdd(request);

    /// <summary>Takes no more requests, completes those that wait, and frees the network.</summary>
    public async Task RetireAsync()
    {
        await _queue.CloseAsync().ConfigureAwait(false);
        _pipeline.Dispose();
    }

    private void Score(IReadOnlyList<ImageRequest> requests)
    {
        s_batchSize.Record(requests.Count, _tag);
        (Prediction Prediction, InvalidDataException? Error)[] scored = _ride.PredictEach([.. requests.Select(request => request.Image)], _maxMegapixels);
        foreach ((ImageRequest request, (Prediction prediction, InvalidDataException? error)) in requests.Zip(scored))
        {
            if (error is not null)
            {
                request.TrySetException(error);
            }
            else
            {
                request.TrySetResult(new()
                {
                    Classes = _ride.TopK(prediction.Probabilities.Span, request.K),
                    ExpertsUsed = prediction.ExpertsUsed,
                    Novelty = prediction.Novelty,
                    IsKnown = prediction.IsKnown,
                    Explanation = request.IsExplained ? _ride.Explain(request.Image) : null,
                    Model = Description,
                });
            }
        }
    }
}
