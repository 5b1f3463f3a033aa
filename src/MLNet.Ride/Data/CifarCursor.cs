using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Data;

/// <summary>Reads CIFAR records in sequence.</summary>
internal sealed class CifarCursor(DataViewSchema schema, CifarFiles files, HashSet<int> active, Func<int, ReadOnlyMemory<char>> name)
    : DataViewRowCursor
{
    private readonly byte[] _record = new byte[CifarFiles.RecordBytes(files.Format)];
    private FileStream? _stream;
    private int _nextFile;
    private long _position = -1;
    private bool _ended;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)OnRow()._position, 0);

    public override bool MoveNext()
    {
        while (!_ended)
        {
            if (_stream is not null && _stream.Position < _stream.Length)
            {
                _stream.ReadExactly(_record);
                _position++;
                return true;
            }

            _stream?.Dispose();
            _stream = _nextFile < files.Paths.Count
                ? new FileStream(files.Paths[_nextFile++], FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16)
                : null;
            _ended = _stream is null;
        }

        _position = -1;
        return false;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new InvalidOperationException($"Column '{column.Name}' is not active: request it when you create the cursor.");
        }

        Delegate getter = column.Name switch
        {
            "Image" => (ValueGetter<VBuffer<byte>>)Pixels,
            "CoarseLabel" => (ValueGetter<uint>)((ref uint label) => label = OnRow()._record[0]),
            _ when column.Type is TextDataViewType => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> label) => label = name(OnRow().Label)),
            _ => (ValueGetter<uint>)((ref uint label) => label = OnRow().Label),
        };
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' has values of {column.Type.RawType}, not of {typeof(TValue)}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream?.Dispose();
            _stream = null;
            _ended = true;
            _position = -1;
        }

        base.Dispose(disposing);
    }

    // The finest label is directly before the pixels: the only label of CIFAR-10, the fine one of CIFAR-100.
    private byte Label => _record[^(CifarFiles.PixelBytes + 1)];

    private void Pixels(ref VBuffer<byte> target)
    {
        VBufferEditor<byte> editor = VBufferEditor.Create(ref target, CifarFiles.PixelBytes);
        OnRow()._record.AsSpan(^CifarFiles.PixelBytes..).CopyTo(editor.Values);
        target = editor.Commit();
    }

    private CifarCursor OnRow() => _position >= 0 ? this : throw new InvalidOperationException("The cursor is not on a row: call MoveNext first.");
}
