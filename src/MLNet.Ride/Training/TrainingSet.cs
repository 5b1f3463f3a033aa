using Microsoft.ML;
using MLNet.Ride.Images;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Data;

namespace MLNet.Ride.Training;

/// <summary>Reads the rows to train on and checks that they can be learned from.</summary>
internal static class TrainingSet
{
    private const int BlockSize = 256;
    private const long BlockBytes = 64 << 20;
    private const int BytesPerMegabyte = 1 << 20;

    /// <summary>Reads rows to train on.</summary>
    /// <returns>The images; the caller disposes them.</returns>
    public static LabeledImages Read(IDataView input, RideTrainer.Options options, int classCount, ClassNames? names)
    {
        LabeledImages images = ReadImages(input, options, classCount, options.Augmentation.RandomResizedCrop, TrainingClass);
        try
        {
            CheckClasses(images, options.LabelColumnName, names);
            return images;
        }
        catch
        {
            images.Dispose();
            throw;
        }

        Func<int> TrainingClass(DataViewRowCursor cursor)
        {
            Func<ulong> next = LabelColumn.Reader(cursor, LabelColumn.Find(cursor.Schema, options.LabelColumnName).Column);
            return () => LabelColumn.Index(next(), classCount, options.LabelColumnName, cursor.Position + 1);
        }
    }

    /// <summary>Reads rows to validate on, whose labels are mapped to the classes of training.</summary>
    /// <returns>The images; the caller disposes them.</returns>
    public static LabeledImages ReadValidation(IDataView input, RideTrainer.Options options, int classCount, ClassNames? names)
    {
        LabeledImages images = ReadImages(
            input, options, classCount, whole: false, cursor => ValidationLabels.Reader(cursor, options.LabelColumnName, classCount, names));
        return images.Count > 0 ? images : throw new ArgumentException("The validation set has no rows with a label: give rows, or no validation set.");
    }

    /// <summary>Reads all rows whose label is not missing.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="options">Columns, image size and memory.</param>
    /// <param name="classCount">Number of classes of the label.</param>
    /// <param name="whole">Whether images are kept as they come, because random parts of them will be asked for.</param>
    /// <param name="classReader">Makes, for a cursor, a function that gives the class of its row, −1 where the label is missing.</param>
    /// <returns>The images; the caller disposes them.</returns>
    private static LabeledImages ReadImages(
        IDataView input, RideTrainer.Options options, int classCount, bool whole, Func<DataViewRowCursor, Func<int>> classReader)
    {
        int size = options.ImageSize;
        var format = new ImageFormat(size, options.Augmentation.ResizeShorterSide(size));
        var images = new LabeledImages(size, classCount, new EncodedImages(size), format.ResizeShorterSide, (long)options.ImageMemoryMegabytes * BytesPerMegabyte);
        try
        {
            Read(input, options, format, whole, classReader, images);
            return images;
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private static void Read(
        IDataView input, RideTrainer.Options options, ImageFormat format, bool whole, Func<DataViewRowCursor, Func<int>> classReader, LabeledImages images)
    {
        ColumnNames columns = options.Columns;
        var source = new ImageSource(input.Schema, columns, format.Size);
        var block = new List<PendingImage>(BlockSize);
        var labels = new List<int>(BlockSize);
        long bytes = 0;
        bool dark = source.HasSinglePixels;
        using (DataViewRowCursor cursor = input.GetRowCursor([.. input.Schema.Where(c => c.Name == columns.Label && !c.IsHidden), .. source.Needed]))
        {
            Func<int> nextClass = classReader(cursor);
            Func<PendingImage> nextImage = source.Reader(cursor);
            while (source.MoveNext(cursor, input))
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                int index = nextClass();
                if (index < 0)
                {
                    continue;
                }

                labels.Add(index);
                block.Add(nextImage());
                bytes += block[^1].Content.Length;
                if (block.Count == BlockSize || bytes >= BlockBytes)
                {
                    Flush();
                }
            }
        }

        Flush();
        if (dark && images.Count > 0)
        {
            throw new ArgumentException(
                $"All pixel values of feature column '{columns.Feature}' are 0 or 1 when rounded, but must go from 0 to 255: "
                + "leave out the scaling (ExtractPixels without scaleImage and offsetImage).");
        }

        void Flush()
        {
            if (whole)
            {
                PendingImage.Check(block, options.CancellationToken);
                for (int i = 0; i < block.Count; i++)
                {
                    block[i].Content.AddTo(images, labels[i]);
                }
            }
            else
            {
                byte[][] pixels = PendingImage.Pixels(block, format, options.CancellationToken);
                for (int i = 0; i < block.Count; i++)
                {
                    images.Add(pixels[i], labels[i]);
                }
            }

            dark = dark && block.TrueForAll(image => image.Content.IsDark);
            block.Clear();
            labels.Clear();
            bytes = 0;
        }
    }

    private static void CheckClasses(LabeledImages images, string label, ClassNames? names)
    {
        if (images.Count == 0)
        {
            throw new ArgumentException($"There are no rows to train on: the input is empty, or label column '{label}' is missing in every row.");
        }

        int[] empty = [.. Enumerable.Range(0, images.ClassCounts.Count).Where(c => images.ClassCounts[c] == 0)];
        if (images.ClassCounts.Count - empty.Length < 2)
        {
            int only = images.ClassCounts.ToList().FindIndex(n => n > 0);
            throw new ArgumentException(
                $"All {images.Count} images are of one class, '{ClassNames.Name(names, only)}': give images of two classes or more.");
        }

        if (empty.Length > 0)
        {
            string list = string.Join(", ", empty.Take(10).Select(c => $"'{ClassNames.Name(names, c)}'"));
            throw new ArgumentException(
                $"{empty.Length} of {images.ClassCounts.Count} classes have no images: {list}{(empty.Length > 10 ? ", …" : string.Empty)}. "
                + $"Give at least one of each, or make the key of '{label}' from the training rows only (fit MapValueToKey on them).");
        }
    }
}
