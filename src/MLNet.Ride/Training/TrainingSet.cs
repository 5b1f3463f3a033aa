using Microsoft.ML;
using MLNet.Ride.Images;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Data;

namespace MLNet.Ride.Training;

/// <summary>Reads the rows to train on into memory and checks that they can be learned from.</summary>
internal static class TrainingSet
{
    private const int BlockSize = 256;

    public static LabeledImages Read(
        IDataView input, ColumnNames columns, int imageSize, int classCount, ClassNames? names, CancellationToken cancellationToken)
    {
        (DataViewSchema.Column label, _) = LabelColumn.Find(input.Schema, columns.Label);
        var source = new ImageSource(input.Schema, columns, imageSize);
        var images = new LabeledImages(imageSize, classCount);
        var block = new List<PendingImage>(BlockSize);
        var labels = new List<int>(BlockSize);
        using (DataViewRowCursor cursor = input.GetRowCursor([label, .. source.Needed]))
        {
            Func<ulong> nextLabel = LabelColumn.Reader(cursor, label);
            Func<PendingImage> nextImage = source.Reader(cursor);
            while (source.MoveNext(cursor, input))
            {
                cancellationToken.ThrowIfCancellationRequested();
                int index = LabelColumn.Index(nextLabel(), classCount, columns.Label, cursor.Position + 1);
                if (index < 0)
                {
                    continue;
                }

                labels.Add(index);
                block.Add(nextImage());
                if (block.Count == BlockSize)
                {
                    Flush();
                }
            }
        }

        Flush();
        CheckClasses(images, columns.Label, names);
        if (source.HasSinglePixels && IsDark(images))
        {
            throw new ArgumentException(
                $"All pixel values of feature column '{columns.Feature}' are 0 or 1 when rounded, but must go from 0 to 255: "
                + "leave out the scaling (ExtractPixels without scaleImage and offsetImage).");
        }

        return images;

        void Flush()
        {
            byte[][] pixels = PendingImage.Pixels(block, imageSize);
            for (int i = 0; i < pixels.Length; i++)
            {
                images.Add(pixels[i], labels[i]);
            }

            block.Clear();
            labels.Clear();
        }
    }

    private static bool IsDark(LabeledImages images)
        => Enumerable.Range(0, images.Count).All(i => images.Pixels(i).IndexOfAnyExceptInRange((byte)0, (byte)1) < 0);

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
