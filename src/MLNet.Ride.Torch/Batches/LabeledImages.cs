using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Torch.Batches;

/// <summary>
/// Labeled images: square RGB images of one size, or images of any size, encoded or not, that are resized to the square on demand. Images
/// beyond the memory budget are kept in a temporary file, which is deleted when the set is disposed.
/// </summary>
public sealed partial class LabeledImages : IDisposable
{
    private readonly List<Entry> _entries = [];
    private readonly int[] _classCounts;
    private readonly IImageDecoder? _decoder;
    private readonly BlobStore _store;
    private readonly int[]? _places;

    /// <summary>Creates an empty set.</summary>
    /// <param name="imageSize">Height and width S of the network's input images in pixels, at least 1.</param>
    /// <param name="classCount">Number of classes C, at least 1; labels are 0 to C − 1.</param>
    /// <param name="decoder">Decodes encoded images; <see langword="null"/> if there are none.</param>
    /// <param name="resizeShorterSide">
    /// Length in pixels, at least S, to which the shorter side of images of any size is resized before the central square is cropped,
    /// without randomness; <see langword="null"/> resizes the whole image to the square.
    /// </param>
    /// <param name="memoryBudget">
    /// Maximum number of image bytes held in memory; the rest is kept in a temporary file. Unlimited by default.
    /// </param>
    /// <param name="temporaryFolder">Folder of that file, which must exist; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public LabeledImages(
        int imageSize,
        int classCount,
        IImageDecoder? decoder = null,
        int? resizeShorterSide = null,
        long memoryBudget = long.MaxValue,
        string? temporaryFolder = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resizeShorterSide ?? imageSize, imageSize, nameof(resizeShorterSide));
        ArgumentOutOfRangeException.ThrowIfNegative(memoryBudget);
        ImageSize = imageSize;
        ResizeShorterSide = resizeShorterSide;
        _decoder = decoder;
        _classCounts = new int[classCount];
        _store = new BlobStore(memoryBudget, temporaryFolder);
    }

    private LabeledImages(LabeledImages whole, int[] indices, int classCount, Func<int, int> labelOf)
    {
        VectorLength = whole.VectorLength;
        ImageSize = whole.ImageSize;
        ResizeShorterSide = whole.ResizeShorterSide;
        AreSquare = whole.AreSquare;
        _decoder = whole._decoder;
        _store = whole._store;
        _places = Array.ConvertAll(indices, whole.Place);
        _classCounts = new int[classCount];
        foreach (int index in indices)
        {
            Entry entry = whole._entries[index];
            int label = labelOf(entry.Label);
            _entries.Add(entry with { Label = label });
            _classCounts[label]++;
        }
    }

    /// <summary>Height and width S of the network's input images in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>
    /// Length of the shorter side before the central square is cropped; <see langword="null"/> if the whole image is used.
    /// </summary>
    public int? ResizeShorterSide { get; }

    /// <summary>Number of images N.</summary>
    public int Count => _entries.Count;

    /// <summary>Number of images of each class, in class order; its length is the number of classes.</summary>
    public IReadOnlyList<int> ClassCounts => _classCounts;

    /// <summary>Adds an image of the network's input size and takes ownership of its pixels, which must not be changed afterward.</summary>
    /// <param name="pixels">ImageSize · ImageSize · 3 bytes: rows from the top, pixels from the left, red, green, blue (HWC).</param>
    /// <param name="label">Class of the image, 0 to C − 1.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the image size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The label is not a class.</exception>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    public void Add(byte[] pixels, int label)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ImagePixels.CheckLength(pixels, ImageSize, nameof(pixels));
        Add(pixels, new Entry(label, ImageSize, ImageSize, Form.Square));
    }

    /// <summary>Adds an image of any size and takes ownership of its pixels, which must not be changed afterward.</summary>
    /// <param name="pixels">height · width · 3 bytes (HWC).</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="label">Class of the image, 0 to C − 1.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit width and height.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the label is not a class.</exception>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    public void Add(byte[] pixels, int width, int height, int label)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        CheckSize(width, height);
        if (pixels.Length != (long)width * height * ImagePixels.Channels)
        {
            throw new ArgumentException($"An image of {width}×{height} pixels has {(long)width * height * ImagePixels.Channels} bytes, but this one has {pixels.Length}.", nameof(pixels));
        }

        Add(pixels, new Entry(label, width, height, Form.Pixels));
    }

    /// <summary>Adds an encoded image, which is decoded each time it is needed, and takes ownership of its bytes.</summary>
    /// <param name="encoded">The bytes of an image file, which must not be changed afterward.</param>
    /// <param name="width">Width in pixels of the decoded image, at least 1.</param>
    /// <param name="height">Height in pixels of the decoded image, at least 1.</param>
    /// <param name="label">Class of the image, 0 to C − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the label is not a class.</exception>
    /// <exception cref="InvalidOperationException">The set was created without a decoder.</exception>
    /// <exception cref="IOException">The temporary file cannot be written.</exception>
    public void AddEncoded(byte[] encoded, int width, int height, int label)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        CheckSize(width, height);
        if (_decoder is null)
        {
            throw new InvalidOperationException("Encoded images need a decoder: pass one to the constructor.");
        }

        Add(encoded, new Entry(label, width, height, Form.Encoded));
    }

    /// <summary>Returns the class of an image, 0 to C − 1.</summary>
    /// <param name="index">Index of the image, 0 to Count − 1.</param>
    /// <returns>The label.</returns>
    public int Label(int index) => _entries[index].Label;

    /// <summary>Releases the memory and deletes the temporary file.</summary>
    public void Dispose()
    {
        if (_places is null)
        {
            _store.Dispose();
        }
    }

    /// <summary>Returns a read-only subset in index order that shares the memory of this set, which must outlive it.</summary>
    internal LabeledImages Subset(int[] indices) => new(this, indices, _classCounts.Length, label => label);

    /// <summary>Returns the images of some classes, whose labels are the positions of their classes in the list; read-only, with the memory of this set.</summary>
    internal LabeledImages OfClasses(IReadOnlyList<int> classes)
    {
        int[] positions = [.. Enumerable.Repeat(-1, _classCounts.Length)];
        for (int position = 0; position < classes.Count; position++)
        {
            positions[classes[position]] = position;
        }

        return new(this, [.. Enumerable.Range(0, Count).Where(index => positions[Label(index)] >= 0)], classes.Count, label => positions[label]);
    }

    /// <summary>Path of the temporary file; <see langword="null"/> while everything fits in memory.</summary>
    internal string? TemporaryFile => _store.FilePath;

    /// <summary>Whether every image has the network's input size, so that reading it is almost free.</summary>
    internal bool AreSquare { get; private set; } = true;

    /// <summary>Returns the image indices by class, in class order.</summary>
    /// <returns>One array for each class, empty if the class has no image.</returns>
    internal int[][] IndicesByClass()
    {
        int[][] indices = [.. _classCounts.Select(count => new int[count])];
        var filled = new int[_classCounts.Length];
        for (int i = 0; i < _entries.Count; i++)
        {
            int label = _entries[i].Label;
            indices[label][filled[label]++] = i;
        }

        return indices;
    }

    private int Place(int index) => _places is null ? index : _places[index];

    private static void CheckSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
    }

    private void Add(byte[] bytes, Entry entry)
    {
        int label = entry.Label;
        if ((uint)label >= (uint)_classCounts.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(label), label, $"The label must be between 0 and {_classCounts.Length - 1}, but is {label}.");
        }

        _store.Add(bytes);
        _entries.Add(entry);
        _classCounts[label]++;
        AreSquare &= entry.Form is Form.Square or Form.Vector;
    }

    private enum Form
    {
        Square,
        Pixels,
        Encoded,
        Vector,
    }

    private readonly record struct Entry(int Label, int Width, int Height, Form Form);
}
