using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data;

public sealed class CifarBinaryTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cifar_10_records_have_a_label_and_planes()
    {
        IDataView rows = _ml.Data.LoadCifarBinary(Write("ten.bin", [3], [9]));
        Assert.Equal(["Label", "Image"], rows.Schema.Select(c => c.Name));
        Assert.Equal([3u, 9u], rows.GetColumn<uint>("Label"));
        Assert.Equal(Pixels(1), rows.GetColumn<byte[]>("Image").ElementAt(1));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte, 3072), rows.Schema["Image"].Type);
        Assert.Equal(2, rows.GetRowCount());
    }

    [Fact]
    public void Cifar_100_records_have_a_fine_and_a_coarse_label()
    {
        string first = Write("a.bin", [1, 40], [2, 41]);
        string second = Write("b.bin", [3, 99]);
        IDataView rows = _ml.Data.LoadCifarBinary([first, second]);
        Assert.Equal([40u, 41u, 99u], rows.GetColumn<uint>("Label"));
        Assert.Equal([1u, 2u, 3u], rows.GetColumn<uint>("CoarseLabel"));
        Assert.Equal(3, rows.GetRowCount());
    }

    [Fact]
    public void Names_may_be_given_to_the_labels()
    {
        string names = _folder.File("names.txt");
        File.WriteAllText(names, "apple\nbaby\n\n");
        Assert.Equal(["baby", "apple"], _ml.Data.LoadCifarBinary(Write("a.bin", [0, 1], [0, 0]), classNamesFile: names).GetColumn<string>("Label"));
        IDataView rows = _ml.Data.LoadCifarBinary(Write("b.bin", [0, 7]), classNamesFile: names);
        Assert.Contains("label 7, but there are only 2", Assert.Throws<InvalidDataException>(() => rows.GetColumn<string>("Label").ToList()).Message);
    }

    [Fact]
    public void A_truncated_file_is_named_with_its_size_and_the_record_size()
    {
        string file = Write("a.bin", [1, 40], [2, 41]);
        using (FileStream stream = File.OpenWrite(file))
        {
            stream.SetLength(4000);
        }

        string detected = Assert.Throws<InvalidDataException>(() => _ml.Data.LoadCifarBinary(file)).Message;
        Assert.Contains(file, detected);
        Assert.Contains("4000 bytes", detected);
        Assert.Contains("3073 bytes (CIFAR-10) or 3074 bytes (CIFAR-100)", detected);
        Assert.Contains("3074 bytes (Cifar100)", Assert.Throws<InvalidDataException>(() => _ml.Data.LoadCifarBinary(file, CifarFormat.Cifar100)).Message);
    }

    [Fact]
    public void Missing_and_empty_files_are_named()
    {
        string missing = Path.Combine(_folder.Path, "gone.bin");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => _ml.Data.LoadCifarBinary(missing)).Message);
        string empty = _folder.File("empty.bin");
        File.WriteAllBytes(empty, []);
        Assert.Contains("is empty", Assert.Throws<InvalidDataException>(() => _ml.Data.LoadCifarBinary(empty)).Message);
        Assert.Throws<ArgumentException>(() => _ml.Data.LoadCifarBinary(Array.Empty<string>()));
        string file = Write("a.bin", [1, 40]);
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => _ml.Data.LoadCifarBinary(file, classNamesFile: missing)).Message);
    }

    [Fact]
    public void Only_active_columns_of_the_current_row_are_given()
    {
        IDataView rows = _ml.Data.LoadCifarBinary(Write("ten.bin", [3], [9]));
        using DataViewRowCursor cursor = rows.GetRowCursor([rows.Schema["Label"]]);
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<VBuffer<byte>>(rows.Schema["Image"]));
        ValueGetter<uint> label = cursor.GetGetter<uint>(rows.Schema["Label"]);
        uint value = 0;
        Assert.Throws<InvalidOperationException>(() => label(ref value));
        Assert.True(cursor.MoveNext());
        label(ref value);
        Assert.Equal(3u, value);
    }

    private static byte[] Pixels(int record) => [.. Enumerable.Range(0, 3072).Select(i => (byte)(i + record))];

    private string Write(string name, params byte[][] labels)
    {
        string file = _folder.File(name);
        File.WriteAllBytes(file, [.. labels.SelectMany((l, i) => (byte[])[.. l, .. Pixels(i)])]);
        return file;
    }
}
