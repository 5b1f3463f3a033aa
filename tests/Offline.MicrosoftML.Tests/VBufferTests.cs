using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

public class VBufferTests
{
    private static VBuffer<float> Sparse => new(6, 2, [5, 7], [1, 4]);

    [Fact]
    public void A_sparse_vector_is_zero_elsewhere()
    {
        Assert.False(Sparse.IsDense);
        Assert.Equal([0, 5, 0, 0, 7, 0], Sparse.DenseValues());
        Assert.Equal([(1, 5f), (4, 7f)], Sparse.Items().Select(i => (i.Key, i.Value)));
        Assert.Equal(6, Sparse.Items(all: true).Count());
        Assert.Equal(7, Sparse.GetItemOrDefault(4));
        Assert.Equal(0, Sparse.GetItemOrDefault(5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparse.GetItemOrDefault(6));
        Assert.Equal("Sparse vector of size 6, 2 explicit values", Sparse.ToString());
    }

    [Fact]
    public void Vectors_are_copied_whole_and_in_part()
    {
        VBuffer<float> part = default;
        Sparse.CopyTo(ref part, 1, 3);
        Assert.Equal([5, 0, 0], part.DenseValues());

        VBuffer<float> dense = default;
        Sparse.CopyToDense(ref dense);
        Assert.True(dense.IsDense);

        var array = new float[8];
        Sparse.CopyTo(array, 1, defaultValue: 9);
        Assert.Equal([0, 9, 5, 9, 9, 7, 9, 0], array);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparse.CopyTo(array, 3));
    }

    [Fact]
    public void An_editor_uses_the_memory_there_is()
    {
        VBuffer<float> buffer = default;
        var editor = VBufferEditor.Create(ref buffer, 3);
        Assert.True(editor.CreatedNewValues);
        editor.Values.Fill(1);
        buffer = editor.Commit();

        editor = VBufferEditor.Create(ref buffer, 10, valuesCount: 2);
        Assert.False(editor.CreatedNewValues);
        Assert.True(editor.CreatedNewIndices);
        (editor.Indices[0], editor.Indices[1]) = (3, 8);
        buffer = editor.CommitTruncated(1);

        Assert.Equal(10, buffer.Length);
        Assert.Equal(3, Assert.Single(buffer.Items()).Key);
    }

    [Fact]
    public void Types_say_what_they_are()
    {
        Assert.Equal("Vector<Single, 2, *>", new VectorDataViewType(NumberDataViewType.Single, 2, 0).ToString());
        Assert.False(new VectorDataViewType(NumberDataViewType.Single, 2, 0).IsKnownSize);
        Assert.Equal(new KeyDataViewType(typeof(byte), 255), new KeyDataViewType(typeof(byte), 255UL));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(byte), 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(uint), 0UL));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeyDataViewType(typeof(int), 3));
        Assert.Equal("DateTimeOffset", DateTimeOffsetDataViewType.Instance.ToString());
    }

    [Fact]
    public void Row_ids_are_mixed()
    {
        var id = new DataViewRowId(5, 0);

        Assert.NotEqual(id.Fork(), id.Next());
        Assert.NotEqual(id.Combine(new DataViewRowId(1, 0)), id.Combine(new DataViewRowId(2, 0)));
    }
}
