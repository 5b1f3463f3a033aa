using Microsoft.ML.Internal.DataView;

namespace Microsoft.ML.Data;

public readonly partial struct VBuffer<T>
{
    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        int size = source?.Length ?? 0;
        Check.Param(length >= 0 && length <= size, nameof(length));
        Check.Param(sourceIndex >= 0 && sourceIndex <= size - length, nameof(sourceIndex));
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        Check.Param(sourceIndex >= 0 && sourceIndex <= Length, nameof(sourceIndex));
        Check.Param(length >= 0 && sourceIndex <= Length - length, nameof(length));
        int first = sourceIndex;
        int limit = sourceIndex + length;
        if (!IsDense)
        {
            first = FirstAtOrAfter(sourceIndex);
            limit = FirstAtOrAfter(sourceIndex + length);
        }

        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, limit - first);
        _values.AsSpan(first, limit - first).CopyTo(editor.Values);
        for (int i = 0; i < editor.Indices.Length; i++)
            editor.Indices[i] = _indices[first + i] - sourceIndex;
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Check.Param(destinationIndex >= 0 && destinationIndex <= destination.Length - Length, nameof(destination),
            "Not large enough to hold these values.");
        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(_count == 0 ? default : defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    private int FirstAtOrAfter(int slot)
    {
        int at = _indices.AsSpan(0, _count).BinarySearch(slot);
        return at >= 0 ? at : ~at;
    }
}
