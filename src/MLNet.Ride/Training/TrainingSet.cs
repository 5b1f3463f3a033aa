using Microsoft.ML;
using MLNet.Ride.Images;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Training;

/// <summary>Reads the training rows and checks that they are suitable for training.</summary>
internal static class TrainingSet
{
    /// <summary>Reads training rows.</summary>
    /// <returns>The images; the caller disposes them.</returns>
    public static LabeledImages Read(IDataView input, ReadingOptions options, int classCount, ClassNames? names)
    {
        return Checked(ReadImages(input, options, classCount, options.Augmentation.RandomResizedCrop, TrainingClass), options, names);

        Func<int> TrainingClass(DataViewRowCursor cursor)
        {
            Func<ulong> next = LabelColumn.Reader(cursor, LabelColumn.Find(cursor.Schema, options.Columns.Label).Column);
            return () => LabelColumn.Index(next(), classCount, options.Columns.Label, cursor.Position + 1);
        }
    }

    /// <summary>Reads validation rows and maps their labels to the classes of training.</summary>
    /// <returns>The images; the caller disposes them.</returns>
    public static LabeledImages ReadValidation(IDataView input, ReadingOptions options, int classCount, ClassNames? names)
    {
        LabeledImages images = ReadImages(
            input, options, classCount, whole: false, cursor => LabelMap.Reader(cursor, options.Columns.Label, classCount, names, LabeledRows.ValidationSet));
        return images.Count > 0 ? images : throw new ArgumentException("The validation set has no rows with a label: add rows, or omit the validation set.");
    }

    /// <summary>Reads rows for training a model's classifiers and maps their labels to its classes.</summary>
    /// <returns>The images; the caller disposes them.</returns>
    public static LabeledImages ReadForModel(IDataView input, ReadingOptions options, int classCount, ClassNames? names)
        => Checked(
            ReadImages(
                input,
                options,
                classCount,
                options.Augmentation.RandomResizedCrop,
                cursor => LabelMap.Reader(cursor, options.Columns.Label, classCount, names, LabeledRows.TrainingSetOfModel)),
            options,
            names);

    private static LabeledImages ReadImages(
        IDataView input, ReadingOptions options, int classCount, bool whole, Func<DataViewRowCursor, Func<int>> classReader)
    {
        if (options.VectorLength is int length)
        {
            return new VectorRows(options, length, classCount).Read(input, classReader);
        }

        int size = options.ImageSize;
        var format = new ImageFormat(size, options.Augmentation.ResizeShorterSide(size));
        return new ImageRows(options, format, classCount, whole).Read(input, classReader);
    }

    private static LabeledImages Checked(LabeledImages images, ReadingOptions options, ClassNames? names)
    {
        try
        {
            CheckClasses(images, options.Columns.Label, names);
            return images;
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private static void CheckClasses(LabeledImages images, string label, ClassNames? names)
    {
        if (images.Count == 0)
        {
            throw new ArgumentException($"There are no rows to train on: the input is empty, or the label column '{label}' is missing in every row.");
        }

        int[] empty = [.. Enumerable.Range(0, images.ClassCounts.Count).Where(c => images.ClassCounts[c] == 0)];
        string what = images.AreVectors ? "rows" : "images";
        if (images.ClassCounts.Count - empty.Length < 2)
        {
            int only = images.ClassCounts.ToList().FindIndex(n => n > 0);
            throw new ArgumentException(
                $"All {images.Count} {what} belong to one class, '{ClassNames.Name(names, only)}': add {what} of at least one other class.");
        }

        if (empty.Length > 0)
        {
            string list = string.Join(", ", empty.Take(10).Select(c => $"'{ClassNames.Name(names, c)}'"));
            throw new ArgumentException(
                $"{empty.Length} of {images.ClassCounts.Count} classes have no {what}: {list}{(empty.Length > 10 ? ", …" : string.Empty)}. "
                + $"Add at least one of each, or create the key of '{label}' from only the training rows (fit MapValueToKey on them).");
        }
    }
}
