using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Inputs;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Images;

/// <summary>The image column of a schema, and the path column if there is one.</summary>
internal sealed class ImageSource : RowSource
{
    private readonly DataViewSchema.Column _feature;
    private readonly Background _background;
    private readonly EncodedImages _decoder;
    private readonly FeatureForm _form;
    private readonly DataViewSchema.Column? _path;

    public ImageSource(DataViewSchema schema, ColumnNames columns, int imageSize, DecodingOptions decoding)
    {
        _decoder = new EncodedImages(imageSize, decoding);
        _background = Background.Of(decoding);
        (_feature, _form) = FeatureColumn.Find(schema, columns.Feature, imageSize);
        _path = schema.GetColumnOrNull(columns.ImagePath) is { } path && path.Type is TextDataViewType ? path : null;
    }

    public override IEnumerable<DataViewSchema.Column> Needed => _path is null ? [_feature] : [_feature, _path.Value];

    /// <summary>Whether pixels are single-precision numbers, whose scale may be wrong.</summary>
    public bool HasSinglePixels => _form == FeatureForm.SinglePixels;

    /// <summary>Whether images are pixels of the network's input size.</summary>
    public bool AreSquares => _form is FeatureForm.SinglePixels or FeatureForm.BytePixels;

    public override Func<RowInput> InputReader(DataViewRow row) => Reader(row);

    /// <summary>Returns a function that reads the image of the cursor's current row.</summary>
    public Func<PendingImage> Reader(DataViewRow row)
    {
        Func<ImageContent> take = _form switch
        {
            FeatureForm.EncodedBytes => Take<VBuffer<byte>>(row, Encoded),
            FeatureForm.Image => TakeImage(row),
            FeatureForm.BytePixels => Take<VBuffer<byte>>(row, BytePixels),
            _ => Take<VBuffer<float>>(row, SinglePixels),
        };
        ValueGetter<ReadOnlyMemory<char>>? pathGetter = _path is null ? null : row.GetGetter<ReadOnlyMemory<char>>(_path.Value);
        return () =>
        {
            ReadOnlyMemory<char> path = default;
            pathGetter?.Invoke(ref path);
            var origin = new ImageOrigin(_feature.Name, row.Position + 1, path.ToString());
            try
            {
                return new PendingImage(origin, take());
            }
            catch (Exception cause) when (cause is not OperationCanceledException)
            {
                throw origin.Unreadable(cause);
            }
        };
    }

    /// <summary>
    /// Advances a cursor over the input. ML.NET may read rows ahead on its own threads, and its error for an unreadable image does not name
    /// it; the images are then read again one by one to find it.
    /// </summary>
    public override bool MoveNext(DataViewRowCursor cursor, IDataView input)
    {
        try
        {
            return cursor.MoveNext();
        }
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            FindUnreadable(input);
            throw;
        }
    }

    private void FindUnreadable(IDataView input)
    {
        using DataViewRowCursor cursor = input.GetRowCursorSet(Needed, 1)[0];
        Func<PendingImage> next = Reader(cursor);
        while (cursor.MoveNext())
        {
            _ = next();
        }
    }

    private ImageContent Encoded(VBuffer<byte> value) => new EncodedContent(Dense(value), _decoder);

    private static ImageContent BytePixels(VBuffer<byte> value) => new SquareContent(PixelVector.Interleave(Dense(value)));

    private static ImageContent SinglePixels(VBuffer<float> value) => new SquareContent(PixelVector.Interleave(PixelVector.ToBytes(Dense(value))));

    private static T[] Dense<T>(VBuffer<T> value)
    {
        var values = new T[value.Length];
        value.CopyTo(values);
        return values;
    }

    private Func<ImageContent> Take<T>(DataViewRow row, Func<T, ImageContent> copy)
    {
        ValueGetter<T> getter = row.GetGetter<T>(_feature);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return copy(value);
        };
    }

    private Func<ImageContent> TakeImage(DataViewRow row)
    {
        ValueGetter<MLImage?> getter = row.GetGetter<MLImage?>(_feature);
        MLImage? image = null;
        return () =>
        {
            getter(ref image);
            if (image is null)
            {
                throw new InvalidDataException("its path is empty");
            }

            // The image may be disposed when the next row is read, so its pixels are copied now.
            var copy = new RgbImage();
            MLImagePixels.Copy(image, _background, copy);
            return new DecodedContent(copy);
        };
    }
}
