using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Imaging;

namespace MLNet.Ride.Data.Checking;

/// <summary>Reads the images of a part in sequence, and inspects them in parallel.</summary>
internal sealed class PartReader(string part, bool areFiles, ImageInspector inspector, CancellationToken cancellationToken)
{
    private const int BlockSize = 256;

    public IEnumerable<CheckedImage> Read(IDataView images)
    {
        foreach ((ImageReference Image, byte[]? Pixels)[] block in Rows(images).Chunk(BlockSize))
        {
            var found = new CheckedImage[block.Length];
            Parallel.For(
                0,
                block.Length,
                new ParallelOptions { CancellationToken = cancellationToken },
                () => new RgbImage(),
                (i, _, scratch) =>
                {
                    (ImageReference image, byte[]? pixels) = block[i];
                    found[i] = pixels is null ? inspector.InspectFile(image, scratch) : inspector.InspectPixels(image, pixels, scratch);
                    return scratch;
                },
                _ => { });
            foreach (CheckedImage image in found)
            {
                yield return image;
            }
        }
    }

    private IEnumerable<(ImageReference Image, byte[]? Pixels)> Rows(IDataView images)
    {
        DataViewSchema.Column label = images.Schema["Label"], content = images.Schema[areFiles ? "ImagePath" : "Image"];
        using DataViewRowCursor cursor = images.GetRowCursor([label, content]);
        Func<string> nextLabel = ItemKind.Of(label.Type)!.Reader(cursor, label);
        ValueGetter<ReadOnlyMemory<char>>? path = areFiles ? cursor.GetGetter<ReadOnlyMemory<char>>(content) : null;
        ValueGetter<VBuffer<byte>>? pixels = areFiles ? null : cursor.GetGetter<VBuffer<byte>>(content);
        while (cursor.MoveNext())
        {
            ReadOnlyMemory<char> file = default;
            VBuffer<byte> planes = default;
            path?.Invoke(ref file);
            pixels?.Invoke(ref planes);
            yield return (new ImageReference(part, (int)cursor.Position + 1, areFiles ? file.ToString() : null, nextLabel()), areFiles ? null : [.. planes.DenseValues()]);
        }
    }
}
