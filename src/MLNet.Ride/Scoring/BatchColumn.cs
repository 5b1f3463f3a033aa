using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Ride.Scoring;

/// <summary>Copies of one input column's values for the rows of a batch.</summary>
internal abstract class BatchColumn : IDisposable
{
    public static BatchColumn Create(DataViewRow row, DataViewSchema.Column column, int capacity)
    {
        Type type = column.Type switch
        {
            ImageDataViewType => typeof(ImageBatchColumn),
            VectorDataViewType vector => typeof(VectorBatchColumn<>).MakeGenericType(vector.ItemType.RawType),
            _ => typeof(ValueBatchColumn<>).MakeGenericType(column.Type.RawType),
        };
        return (BatchColumn)Activator.CreateInstance(type, row, column, capacity)!;
    }

    /// <summary>Copies the value of the input's current row.</summary>
    public abstract void Take(int index);

    /// <summary>Returns a getter of the value at the index that the function returns.</summary>
    public abstract Delegate Getter(Func<int> index);

    public virtual void Dispose()
    {
    }
}

internal abstract class BatchColumn<T>(DataViewRow row, DataViewSchema.Column column, int capacity) : BatchColumn
{
    private readonly ValueGetter<T> _source = row.GetGetter<T>(column);

    protected T[] Values { get; } = new T[capacity];

    public override void Take(int index) => _source(ref Values[index]);

    public override Delegate Getter(Func<int> index) => (ValueGetter<T>)((ref T target) => Copy(in Values[index()], ref target));

    protected abstract void Copy(in T value, ref T target);
}

internal sealed class ValueBatchColumn<T>(DataViewRow row, DataViewSchema.Column column, int capacity) : BatchColumn<T>(row, column, capacity)
{
    protected override void Copy(in T value, ref T target) => target = value;
}

internal sealed class VectorBatchColumn<T>(DataViewRow row, DataViewSchema.Column column, int capacity)
    : BatchColumn<VBuffer<T>>(row, column, capacity)
{
    // The caller owns the value and may modify it, so it is always a copy.
    protected override void Copy(in VBuffer<T> value, ref VBuffer<T> target) => value.CopyTo(ref target);
}

internal sealed class ImageBatchColumn(DataViewRow row, DataViewSchema.Column column, int capacity) : BatchColumn
{
    private readonly ValueGetter<MLImage?> _source = row.GetGetter<MLImage?>(column);
    private readonly MLImage?[] _images = new MLImage?[capacity];
    private MLImage? _upstream;

    public override void Take(int index)
    {
        // The image may be disposed when the next row is read, so it is copied now.
        _source(ref _upstream);
        _images[index]?.Dispose();
        _images[index] = Copy(_upstream);
    }

    public override Delegate Getter(Func<int> index)
        => (ValueGetter<MLImage?>)((ref MLImage? target) =>
        {
            target?.Dispose();
            target = Copy(_images[index()]);
        });

    public override void Dispose() => Array.ForEach(_images, image => image?.Dispose());

    private static MLImage? Copy(MLImage? image)
    {
        if (image is null)
        {
            return null;
        }

        MLImage copy = MLImage.CreateFromPixels(image.Width, image.Height, image.PixelFormat, image.Pixels);
        copy.Tag = image.Tag;
        return copy;
    }
}
