using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Batches;

/// <summary>
/// Draws the random transforms of a batch's images in sequence, then reads, augments, and normalizes the images on several threads where
/// that is expensive. The result does not depend on the number of threads.
/// </summary>
internal sealed class BatchPreparer
{
    private const int LeastThreads = 2;
    private const int MostThreads = 16;

    private readonly LabeledImages _images;
    private readonly ImageAugmenter _augmenter;
    private readonly int _imageLength;
    private readonly int _threads;
    private readonly ConcurrentBag<ImageBuffers> _buffers = [];

    /// <summary>Creates a preparer for a set of images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="augmenter">Augments and normalizes them.</param>
    /// <param name="threads">
    /// Number of threads; <see langword="null"/> uses one for images that only need copying, otherwise half of the processors.
    /// </param>
    public BatchPreparer(LabeledImages images, ImageAugmenter augmenter, int? threads = null)
    {
        _images = images;
        _augmenter = augmenter;
        _imageLength = images.Shape.Length;
        bool quick = images.AreSquare && !augmenter.IsSlow;
        _threads = threads ?? (quick ? 1 : Math.Clamp(Environment.ProcessorCount / 2, LeastThreads, MostThreads));
    }

    /// <summary>Makes the same random draws as <see cref="Draw(ReadOnlySpan{int}, Random)"/> without keeping them.</summary>
    public void Skip(ReadOnlySpan<int> indices, Random random)
    {
        foreach (int index in indices)
        {
            _ = Draw(index, random);
        }
    }

    /// <summary>Draws the transforms of the images with these indices, in this order.</summary>
    public DrawnImage[] Draw(ReadOnlySpan<int> indices, Random random)
    {
        var drawn = new DrawnImage[indices.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = new(indices[i], Draw(indices[i], random));
        }

        return drawn;
    }

    /// <summary>Draws and writes the images with these indices, in this order.</summary>
    public void Prepare(ReadOnlySpan<int> indices, Random random, Memory<float> pixels, CancellationToken cancellationToken)
        => Apply(Draw(indices, random), pixels, cancellationToken);

    /// <summary>Writes images in this order.</summary>
    public void Apply(ArraySegment<DrawnImage> drawn, Memory<float> pixels, CancellationToken cancellationToken)
        => ForEach(drawn, (i, image, buffers) => Apply(image, buffers, pixels.Span.Slice(i * _imageLength, _imageLength)), cancellationToken);

    /// <summary>Writes images in this order, without normalizing them.</summary>
    public void Apply(ArraySegment<DrawnImage> drawn, Memory<byte> pixels, CancellationToken cancellationToken)
        => ForEach(
            drawn,
            (i, image, buffers) => _augmenter.Apply(image.Transform, _images, image.Index, buffers, pixels.Span.Slice(i * _imageLength, _imageLength)),
            cancellationToken);

    private void ForEach(ArraySegment<DrawnImage> drawn, Action<int, DrawnImage, ImageBuffers> write, CancellationToken cancellationToken)
    {
        if (_threads == 1)
        {
            ImageBuffers buffers = Take();
            for (int i = 0; i < drawn.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                write(i, drawn[i], buffers);
            }

            _buffers.Add(buffers);
            return;
        }

        ForEachOnThreads(drawn, write, cancellationToken);
    }

    private void ForEachOnThreads(ArraySegment<DrawnImage> drawn, Action<int, DrawnImage, ImageBuffers> write, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(
                0,
                drawn.Count,
                options,
                Take,
                (i, _, buffers) =>
                {
                    write(i, drawn[i], buffers);
                    return buffers;
                },
                _buffers.Add);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }

    private ImageTransform Draw(int index, Random random)
    {
        (int width, int height) = _images.SizeOf(index);
        return _images.AreVectors ? default : _augmenter.Draw(random, width, height);
    }

    private void Apply(DrawnImage image, ImageBuffers buffers, Span<float> target)
    {
        (int index, ImageTransform transform) = image;
        if (_images.AreVectors)
        {
            _images.Vector(index, buffers).CopyTo(target);
        }
        else
        {
            _augmenter.Apply(transform, _images, index, buffers, target);
        }
    }

    private ImageBuffers Take() => _buffers.TryTake(out ImageBuffers? spare) ? spare : _images.NewBuffers();
}
