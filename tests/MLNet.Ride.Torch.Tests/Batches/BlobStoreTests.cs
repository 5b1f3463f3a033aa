using MLNet.Ride.Torch.Batches;

namespace MLNet.Ride.Torch.Tests.Batches;

public class BlobStoreTests
{
    private byte[] _buffer = [];

    [Fact]
    public void What_fits_into_the_budget_stays_in_memory()
    {
        using var store = new BlobStore(8);
        byte[] first = [1, 2, 3];
        store.Add(first);
        store.Add([4, 5, 6, 7, 8]);

        Assert.Equal([4, 5, 6, 7, 8], store.Read(1, ref _buffer).ToArray());
        Assert.True(store.Read(0, ref _buffer).Span.Overlaps(first));
        Assert.Null(store.FilePath);
        Assert.Empty(_buffer);
    }

    [Fact]
    public void The_rest_is_read_from_the_file()
    {
        using var store = new BlobStore(4);
        store.Add([1, 2, 3]);
        store.Add([4, 5, 6]);
        store.Add([]);
        store.Add([7]);
        store.Add([8, 9]);

        Assert.Equal([4, 5, 6], store.Read(1, ref _buffer).ToArray());
        Assert.Equal([8, 9], store.Read(4, ref _buffer).ToArray());
        Assert.Equal(0, store.Read(2, ref _buffer).Length);
        Assert.Equal([7], store.Read(3, ref _buffer).ToArray());
        Assert.Equal([1, 2, 3], store.Read(0, ref _buffer).ToArray());
        Assert.NotNull(store.FilePath);
    }

    [Fact]
    public void No_file_stays_behind()
    {
        string? path;
        using (var store = new BlobStore(0))
        {
            store.Add([1]);
            path = store.FilePath;
            Assert.True(File.Exists(path) == OperatingSystem.IsWindows());
        }

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Many_threads_add_and_read()
    {
        using var store = new BlobStore(2_000);
        for (int i = 0; i < 100; i++)
        {
            store.Add(Blob(i));
        }

        Parallel.For(0, 4_000, i =>
        {
            byte[] buffer = [];
            Assert.Equal(Blob(i % 100), store.Read(i % 100, ref buffer).ToArray());
            if (i % 10 == 0)
            {
                store.Add(Blob(i));
            }
        });

        static byte[] Blob(int i) => [.. Enumerable.Range(i, 1 + (i % 90)).Select(v => (byte)v)];
    }
}
