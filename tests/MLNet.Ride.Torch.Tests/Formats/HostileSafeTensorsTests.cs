using MLNet.Ride.Torch.Formats;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Formats;

/// <summary>Damaged and hostile files give a clear error before memory is taken.</summary>
public class HostileSafeTensorsTests
{
    private const long Allowance = 8 << 20;

    public static TheoryData<string, string> Headers => new()
    {
        { "", "length is 0" },
        { "[]", "not a JSON object" },
        { """{"a":""", "not JSON" },
        { """{"a":{"a":{"a":{"a":{}}}}}""", "not JSON" },
        { """{"a":1}""", "'a' is missing dtype, shape, or data_offsets" },
        { """{"a":{"dtype":"U8","shape":[1]}}""", "'a' is missing dtype, shape, or data_offsets" },
        { """{"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}""", "unknown element type 'F33'" },
        { """{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", "shape of tensor 'a' has the entry '-1'" },
        { """{"a":{"dtype":"U8","shape":[1.5],"data_offsets":[0,1]}}""", "shape of tensor 'a' has the entry '1.5'" },
        { """{"a":{"dtype":"U8","shape":7,"data_offsets":[0,1]}}""", "shape of tensor 'a' is not an array" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,-1]}}""", "data_offsets of tensor 'a' has the entry '-1'" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,99999999999999999999]}}""", "data_offsets of tensor 'a' has the entry" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", "cannot occupy bytes 1 to 0" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1,2]}}""", "cannot occupy bytes 0 to 1 to 2" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,1]}}""", "cannot occupy bytes 0 to 1" },
        { """{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,4]}}""", "cannot occupy bytes 0 to 4" },
        { """{"a":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", "cannot occupy bytes 0 to 0" },
        { """{"a":{"dtype":"U8","shape":[9000000000],"data_offsets":[0,9000000000]}}""", "cannot occupy bytes 0 to 9000000000" },
        { """{"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}}""", "cannot occupy" },
        { """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", "'b' begins at byte 1" },
        { """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""", "'b' begins at byte 2" },
        { """{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", "the tensor 'a' occurs twice" },
        { """{"a":{"dtype":"U8","shape":[2000000000],"data_offsets":[0,2000000000]}}""", "" },
        { """{"a":{"dtype":"U8","shape":[64],"data_offsets":[0,64]}}""", "" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public void False_header_is_refused(string header, string expected)
    {
        byte[] file = SafeTensorsTests.File(header, new byte[16]);

        Refused(() => new MemoryStream(file), expected);
        Refused(() => new ForwardStream(file), expected);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    [InlineData(1L << 25)]
    public void False_header_length_is_refused(long length)
        => Refused(() => new MemoryStream(SafeTensorsTests.File("{}", headerLength: length)), $"length is {length}");

    [Fact]
    public void Truncated_file_is_refused_wherever_it_ends()
    {
        byte[] file = SafeTensorsTests.File("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", [1, 2, 3]);
        for (int length = 0; length < file.Length; length++)
        {
            byte[] truncated = file[..length];

            Refused(() => new MemoryStream(truncated), "");
            Refused(() => new ForwardStream(truncated), "it ends in the");
        }
    }

    [Fact]
    public void Header_that_is_not_UTF8_is_refused()
        => Refused(() => new MemoryStream([4, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xFF, 0xFE, (byte)'}']), "not UTF-8");

    private static void Refused(Func<Stream> open, string expected)
    {
        using DisposeScope scope = NewDisposeScope();
        using Stream stream = open();
        int tensors = scope.DisposablesCount;
        long before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Read(stream));

        Assert.Contains("safetensors data is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < Allowance);
        Assert.Equal(tensors, scope.DisposablesCount);
    }
}
