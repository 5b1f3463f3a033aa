using System.Text;
using MLNet.Ride.Torch.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Formats;

public class SafeTensorsTests
{
    [Fact]
    public void Tensors_come_back_as_they_were()
    {
        using DisposeScope scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["weight"] = tensor((float[])[1, 2, 3, 4, 5, float.NaN], [2, 3]),
            ["transposed"] = tensor((float[])[1, 2, 3, 4, 5, 6], [2, 3]).transpose(0, 1),
            ["count"] = tensor(42L),
            ["empty \"ä\""] = zeros(0, 4),
            ["flags"] = tensor((byte[])[1, 0, 255]),
        };
        using var stream = new MemoryStream();

        SafeTensors.Write(stream, tensors);
        stream.Position = 0;
        Dictionary<string, Tensor> read = SafeTensors.Read(stream);

        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), read.Keys.Order(StringComparer.Ordinal));
        Assert.All(tensors, entry =>
        {
            Assert.Equal(entry.Value.dtype, read[entry.Key].dtype);
            Assert.Equal(entry.Value.shape, read[entry.Key].shape);
            Assert.Equal(entry.Value.contiguous().bytes.ToArray(), read[entry.Key].bytes.ToArray());
        });
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void Layout_is_that_of_the_format()
    {
        using DisposeScope scope = NewDisposeScope();
        using var stream = new MemoryStream();

        SafeTensors.Write(stream, new Dictionary<string, Tensor> { ["a"] = tensor((float[])[1]) });

        const string header = """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   """;
        byte[] length = [(byte)header.Length, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal([.. length, .. Encoding.UTF8.GetBytes(header), 0, 0, 0x80, 0x3F], stream.ToArray());
        Assert.Equal(0, header.Length % 8);
    }

    [Fact]
    public void Sequence_of_the_header_is_free_and_the_stream_need_not_seek()
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] file = File(
            """{"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", [7, 8, 9]);

        Dictionary<string, Tensor> read = SafeTensors.Read(new ForwardStream(file));

        Assert.Equal([7], read["a"].data<byte>().ToArray());
        Assert.Equal([8, 9], read["b"].data<byte>().ToArray());
    }

    internal static byte[] File(string header, byte[]? data = null, long? headerLength = null)
        => [.. BitConverter.GetBytes(headerLength ?? Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. data ?? []];
}
