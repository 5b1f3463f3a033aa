using Microsoft.ML;
using MLNet.Ride.Images;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Training;

/// <summary>Reads the images of a view's rows into a set, and decodes each once, so that an unreadable image is reported by name.</summary>
/// <param name="options">Settings.</param>
/// <param name="format">The input format of the network.</param>
/// <param name="classCount">Number of classes.</param>
/// <param name="whole">Whether images keep their original size, for random crops.</param>
internal sealed class ImageRows(ReadingOptions options, ImageFormat format, int classCount, bool whole)
{
    private const int BlockSize = 256;
    private const long BlockBytes = 64 << 20;
    private const int UsualForPhotos = 224;

    /// <summary>Reads all rows with a label, and reports how many have none.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="classReader">
    /// Creates, for a cursor, a function that returns the class of the current row, or −1 if the label is missing.
    /// </param>
    /// <returns>The images; the caller disposes them.</returns>
    public LabeledImages Read(IDataView input, Func<DataViewRowCursor, Func<int>> classReader)
    {
        var images = new LabeledImages(
            format.Size, classCount, new EncodedImages(format.Size, options.Decoding), format.ResizeShorterSide,
            options.MemoryBytes, options.TemporaryFolder);
        try
        {
            Read(input, classReader, images);
            return images;
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private void Read(IDataView input, Func<DataViewRowCursor, Func<int>> classReader, LabeledImages images)
    {
        var source = new ImageSource(input.Schema, options.Columns, format.Size, options.Decoding);
        var block = new List<PendingImage>(BlockSize);
        var labels = new List<int>(BlockSize);
        long bytes = 0;
        long skipped = 0;
        int large = 0, largest = 0;
        bool dark = source.HasSinglePixels;
        using (DataViewRowCursor cursor = input.GetRowCursor([.. input.Schema.Where(c => c.Name == options.Columns.Label && !c.IsHidden), .. source.Needed]))
        {
            Func<int> nextClass = classReader(cursor);
            Func<PendingImage> nextImage = source.Reader(cursor);
            while (source.MoveNext(cursor, input))
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                int index = nextClass();
                if (index < 0)
                {
                    skipped++;
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
        LabelMap.ReportSkipped(skipped, options.Columns.Label, options.Warn);
        if (format.Size < UsualForPhotos && 2 * large > images.Count)
        {
            options.Warn?.Invoke(
                $"{large} of {images.Count} images are more than {format.MuchLarger / format.Size} times as large as ImageSize = {format.Size} (up to {largest} pixels on the shorter side) "
                + "and lose most of their detail. For photos, fine-tune a pretrained network with RideTrainer.Options.FineTune (the recipe 'fine-tune'), train from "
                + "scratch with RideTrainer.Options.Photos ('photos'), or set ImageSize.");
        }

        if (dark && images.Count > 0)
        {
            throw new ArgumentException(
                $"All pixel values of feature column '{options.Columns.Feature}' are 0 or 1 when rounded, but must be in the range 0 to 255: "
                + "remove the scaling (ExtractPixels without scaleImage and offsetImage).");
        }

        void Flush()
        {
            if (whole)
            {
                PendingImage.Check(block, format, options.CancellationToken);
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

            int[] sides = [.. block.Select(image => image.Content.ShorterSide)];
            large += sides.Count(side => side > format.MuchLarger);
            largest = Math.Max(largest, sides.DefaultIfEmpty().Max());
            dark = dark && block.TrueForAll(image => image.Content.IsDark);
            block.Clear();
            labels.Clear();
            bytes = 0;
        }
    }
}
