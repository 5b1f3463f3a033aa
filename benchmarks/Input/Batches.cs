using MLNet.Ride.Images;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;
using SkiaSharp;

namespace Input;

/// <summary>Batches of encoded photos, prepared as a training run prepares them.</summary>
internal sealed class Batches : IDisposable
{
    public const int Size = 32;

    private readonly LabeledImages _images;
    private readonly BatchPreparer _preparer;
    private readonly float[] _pixels;
    private readonly Random _random = new(1);

    /// <param name="files">The photos.</param>
    /// <param name="options">Size of the network's input, and augmentation.</param>
    /// <param name="random">Whether images are cropped and mirrored at random.</param>
    /// <param name="threads">Threads that prepare images.</param>
    public Batches(byte[][] files, RideOptions options, bool random, int threads)
    {
        int size = options.ImageSize;
        _images = new LabeledImages(size, 1, new EncodedImages(size, options.Decoding), (int)Math.Round(size / options.Augmentation.CenterCrop!.Value));
        foreach (byte[] file in files)
        {
            using var data = SKData.CreateCopy(file);
            using var codec = SKCodec.Create(data);
            _images.AddEncoded(file, codec.Info.Width, codec.Info.Height, 0);
        }

        var augmentation = new AugmentationOptions { RandomResizedCrop = random, HorizontalFlip = random, CropPadding = 0, RotationDegrees = 0 };
        _preparer = new BatchPreparer(_images, new ImageAugmenter(augmentation, size), threads);
        _pixels = new float[Size * ImagePixels.Length(size)];
    }

    /// <summary>Prepares every photo once.</summary>
    public int Prepare()
    {
        foreach (int[] batch in Enumerable.Range(0, _images.Count).Chunk(Size))
        {
            _preparer.Prepare(batch, _random, _pixels.AsMemory(0, batch.Length * ImagePixels.Length(_images.ImageSize)), CancellationToken.None);
        }

        return _images.Count;
    }

    public void Dispose() => _images.Dispose();
}
