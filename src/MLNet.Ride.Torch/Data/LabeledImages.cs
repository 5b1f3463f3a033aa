namespace MLNet.Ride.Torch.Data;

/// <summary>
/// Training images held in memory: square RGB images of one size, 8 bits a channel, and their labels.
/// </summary>
public sealed class LabeledImages
{
    private readonly List<byte[]> _pixels = [];
    private readonly List<int> _labels = [];
    private readonly int[] _classCounts;

    /// <summary>Creates an empty set.</summary>
    /// <param name="imageSize">Height and width of every image in pixels, at least 1.</param>
    /// <param name="classCount">Number of classes C, at least 1; labels are 0 to C − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public LabeledImages(int imageSize, int classCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ImageSize = imageSize;
        _classCounts = new int[classCount];
    }

    /// <summary>Height and width of every image in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>Number of images N.</summary>
    public int Count => _pixels.Count;

    /// <summary>Number of images of each class, in class order; its length is the number of classes.</summary>
    public IReadOnlyList<int> ClassCounts => _classCounts;

    /// <summary>Adds an image and takes ownership of its pixels, which must not be changed afterwards.</summary>
    /// <param name="pixels">ImageSize · ImageSize · 3 bytes: rows from the top, pixels from the left, red, green, blue (HWC).</param>
    /// <param name="label">Class of the image, 0 to C − 1.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the image size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The label is not a class.</exception>
    public void Add(byte[] pixels, int label)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ImagePixels.CheckLength(pixels, ImageSize, nameof(pixels));
        if ((uint)label >= (uint)_classCounts.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(label), label, $"The label must be between 0 and {_classCounts.Length - 1}, but is {label}.");
        }

        _pixels.Add(pixels);
        _labels.Add(label);
        _classCounts[label]++;
    }

    /// <summary>Pixels of an image (HWC); not a copy.</summary>
    /// <param name="index">Number of the image, 0 to Count − 1.</param>
    /// <returns>ImageSize · ImageSize · 3 bytes.</returns>
    public ReadOnlySpan<byte> Pixels(int index) => _pixels[index];

    /// <summary>Class of an image, 0 to C − 1.</summary>
    /// <param name="index">Number of the image, 0 to Count − 1.</param>
    /// <returns>The label.</returns>
    public int Label(int index) => _labels[index];

    /// <summary>The images' numbers by class, in class order.</summary>
    /// <returns>One array for each class, empty where the class has no image.</returns>
    internal int[][] IndicesByClass()
    {
        int[][] indices = [.. _classCounts.Select(count => new int[count])];
        var filled = new int[_classCounts.Length];
        for (int i = 0; i < _labels.Count; i++)
        {
            int label = _labels[i];
            indices[label][filled[label]++] = i;
        }

        return indices;
    }
}
