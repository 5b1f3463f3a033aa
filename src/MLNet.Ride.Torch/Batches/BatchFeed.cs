using System.Collections.Concurrent;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Torch.Batches;

/// <summary>
/// Draws, augments, normalizes, and mixes the batches of a stage on a background thread, a few batches ahead of the training step.
/// Everything random comes from one generator for each epoch, in a fixed order.
/// </summary>
internal sealed class BatchFeed : IDisposable
{
    private const int BatchesAhead = 4;
    private const long BytesAhead = 256 << 20;

    private readonly LabeledImages _images;
    private readonly BatchPreparer[] _preparers;
    private readonly IEpochSampler _sampler;
    private readonly BatchPlan _plan;
    private readonly BatchMixer? _mixer;
    private readonly IEpochSampler? _partners;
    private readonly int _viewLength;
    private readonly int _views;
    private readonly int _imagesPerLabel;
    private readonly BatchPart _part;
    private readonly PixelScaling? _scaling;
    private readonly ConcurrentBag<Array> _spareBuffers = [];
    private readonly BlockingCollection<LabeledBatch> _ready;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _producer;

    /// <summary>Starts preparing batches.</summary>
    /// <param name="images">The training images.</param>
    /// <param name="augmenter">Augments and normalizes them.</param>
    /// <param name="sampler">Draws the epochs.</param>
    /// <param name="plan">Cuts the epochs into batches.</param>
    /// <param name="epochs">Number (from 1) and random generator of each epoch, in order.</param>
    /// <param name="views">Number of independently augmented views of each image in a batch.</param>
    /// <param name="threads">Number of threads that prepare images; <see langword="null"/> chooses.</param>
    /// <param name="mixer">Mixes the batches; <see langword="null"/> for no mixing.</param>
    /// <param name="skipped">
    /// Number of batches at the start of the first epoch to draw, which keeps the random sequence, without reading their images.
    /// </param>
    /// <param name="partners">Draws images that are added to each batch, which then has one view and is not mixed; <see langword="null"/> for none.</param>
    /// <param name="furtherViews">Augments and normalizes all views but the first; <see langword="null"/> for the same as the first.</param>
    /// <param name="forGpu">
    /// Whether batches hold bytes, which the GPU normalizes, where nothing else has to be done to normalized images: mixing, or erasing parts.
    /// </param>
    /// <param name="part">The part of every batch to prepare, whose images are the same as in the whole batch; <see langword="null"/> for the whole.</param>
    public BatchFeed(
        LabeledImages images,
        ImageAugmenter augmenter,
        IEpochSampler sampler,
        BatchPlan plan,
        IEnumerable<(int Epoch, Random Random)> epochs,
        int views = 1,
        int? threads = null,
        BatchMixer? mixer = null,
        int skipped = 0,
        IEpochSampler? partners = null,
        ImageAugmenter? furtherViews = null,
        BatchPart? part = null,
        bool forGpu = false)
    {
        _images = images;
        var first = new BatchPreparer(images, augmenter, threads);
        BatchPreparer further = furtherViews is null ? first : new BatchPreparer(images, furtherViews, threads);
        _preparers = [first, .. Enumerable.Repeat(further, views - 1)];
        _sampler = sampler;
        _plan = plan;
        _mixer = mixer;
        _partners = partners;
        _views = views;
        _part = part ?? BatchPart.Whole;
        bool endWithNormalization = augmenter.EndsWithNormalization && furtherViews?.EndsWithNormalization != false && mixer is null && !images.AreVectors;
        _scaling = forGpu && endWithNormalization ? augmenter.Scaling : null;
        _imagesPerLabel = partners is null ? views : 2;
        _viewLength = checked((plan.LargestBatch + _part.Size - 1) / _part.Size * images.Shape.Length);
        _ready = new((int)Math.Clamp(BytesAhead / (sizeof(float) * Math.Max(1, _imagesPerLabel * (long)_viewLength)), 1, BatchesAhead));
        _producer = Task.Factory.StartNew(
            () => Produce(epochs, skipped), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Returns the next batch and waits for it if necessary. Rethrows an error of the background thread.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public LabeledBatch Next(CancellationToken cancellationToken)
    {
        if (_ready.TryTake(out LabeledBatch? batch, Timeout.Infinite, cancellationToken))
        {
            return batch;
        }

        _producer.GetAwaiter().GetResult();
        throw new InvalidOperationException("All epochs of the feed have been read.");
    }

    /// <summary>Returns a batch whose tensors have all been disposed, so that its memory can be reused.</summary>
    public void Return(LabeledBatch batch) => _spareBuffers.Add(batch.Memory);

    /// <summary>Stops the background thread and waits for it to end.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        ((IAsyncResult)_producer).AsyncWaitHandle.WaitOne();
        _ready.Dispose();
        _stop.Dispose();
    }

    private void Produce(IEnumerable<(int Epoch, Random Random)> epochs, int skipped)
    {
        try
        {
            foreach ((int epoch, Random random) in epochs)
            {
                ProduceEpoch(epoch, random, skipped);
                skipped = 0;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }

    private void ProduceEpoch(int epoch, Random random, int skipped)
    {
        int[] order = _sampler.Draw(epoch, random);
        BatchMixer? mixer = _mixer?.IsOn(epoch) == true ? _mixer : null;
        int[]? others = (mixer?.Others ?? _partners)?.Draw(epoch, random);
        for (int i = 0; i < _plan.BatchCount; i++)
        {
            (int start, int length) = _plan.Batch(i);
            if (i < skipped)
            {
                _stop.Token.ThrowIfCancellationRequested();
                Skip(order.AsSpan(start, length), others is null ? [] : others.AsSpan(start, length), mixer, random);
                continue;
            }

            DrawnImage[][] drawn = Draw(order.AsSpan(start, length), random);
            LabeledBatch batch = Prepare(drawn);
            if (_partners is not null)
            {
                batch = With(batch, Prepare(Draw(others.AsSpan(start, length), random)));
            }
            else if (mixer?.Draw(random) is { } mixture)
            {
                batch = Mix(batch, mixture, others is null ? Reordered(batch, drawn, random) : Prepare(Draw(others.AsSpan(start, length), random)));
            }

            _ready.Add(batch, _stop.Token);
        }
    }

    // Same order of draws as when a batch is made.
    private void Skip(ReadOnlySpan<int> indices, ReadOnlySpan<int> others, BatchMixer? mixer, Random random)
    {
        SkipViews(indices, random);
        if (_partners is null && mixer?.Draw(random) is null)
        {
            return;
        }

        if (others.IsEmpty)
        {
            _ = NewOrder(indices.Length, random);
        }
        else
        {
            SkipViews(others, random);
        }
    }

    private void SkipViews(ReadOnlySpan<int> indices, Random random)
    {
        for (int view = 0; view < _views; view++)
        {
            _preparers[view].Skip(indices, random);
        }
    }

    // The images of a part may be mixed with those of any other, which then have to be prepared here too.
    private LabeledBatch Reordered(LabeledBatch batch, DrawnImage[][] drawn, Random random)
    {
        int[] order = NewOrder(batch.CountOfBatch, random);
        return _part.IsWhole
            ? batch.Reordered(order, (float[])TakeBuffer())
            : Prepare([.. drawn.Select(view => Array.ConvertAll(order, place => view[place]))]);
    }

    private static int[] NewOrder(int count, Random random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order);
        return order;
    }

    private LabeledBatch Mix(LabeledBatch batch, Mixture mixture, LabeledBatch others)
    {
        LabeledBatch mixed = batch.MixedWith(others, mixture);
        Return(others);
        return mixed;
    }

    private LabeledBatch With(LabeledBatch batch, LabeledBatch partners)
    {
        LabeledBatch both = batch.With(partners);
        Return(partners);
        return both;
    }

    private Array TakeBuffer()
    {
        if (_spareBuffers.TryTake(out Array? spare))
        {
            return spare;
        }

        int length = checked(_imagesPerLabel * _viewLength);
        return _scaling is null ? new float[length] : new byte[length];
    }

    // View by view.
    private DrawnImage[][] Draw(ReadOnlySpan<int> indices, Random random)
    {
        var drawn = new DrawnImage[_views][];
        for (int view = 0; view < _views; view++)
        {
            drawn[view] = _preparers[view].Draw(indices, random);
        }

        return drawn;
    }

    // The own part of a batch.
    private LabeledBatch Prepare(DrawnImage[][] drawn)
    {
        Array pixels = TakeBuffer();
        long[] labels = Array.ConvertAll(drawn[0], image => (long)_images.Label(image.Index));
        Range part = _part.Of(labels.Length);
        (int start, int count) = part.GetOffsetAndLength(labels.Length);
        int length = count * _images.Shape.Length;
        for (int view = 0; view < _views; view++)
        {
            var own = new ArraySegment<DrawnImage>(drawn[view], start, count);
            if (pixels is byte[] bytes)
            {
                _preparers[view].Apply(own, bytes.AsMemory(view * length, length), _stop.Token);
            }
            else
            {
                _preparers[view].Apply(own, ((float[])pixels).AsMemory(view * length, length), _stop.Token);
            }
        }

        long[] indices = Array.ConvertAll(drawn[0][part], image => (long)image.Index);
        return _part.IsWhole
            ? new LabeledBatch(pixels, labels, _images.Shape, _views) { Scaling = _scaling, Indices = indices }
            : new LabeledBatch(pixels, labels[part], _images.Shape, _views) { Scaling = _scaling, Indices = indices, LabelsOfBatch = labels };
    }
}
