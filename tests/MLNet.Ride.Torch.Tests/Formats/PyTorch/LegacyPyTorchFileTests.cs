using System.Text;
using MLNet.Ride.Torch.Formats.PyTorch;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Formats.PyTorch;

/// <summary>A file that PyTorch wrote in the format before 1.6: a checkpoint with views, a shared storage, and several types.</summary>
public class LegacyPyTorchFileTests
{
    private static readonly byte[] File = System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Figures", "legacy_format.pth"));

    [Fact]
    public void Tensors_are_those_that_PyTorch_wrote()
    {
        using DisposeScope scope = NewDisposeScope();

        Dictionary<string, Tensor> tensors = PyTorchFile.Read(new MemoryStream(File));

        Assert.Equal(["w", "h", "n", "shared", "p"], tensors.Keys);
        Assert.Equal([3, 3], tensors["w"].shape);
        Assert.Equal([1, 5, 9, 2, 6, 10, 3, 7, 11], tensors["w"].Floats());
        Assert.Equal(ScalarType.Float16, tensors["h"].dtype);
        Assert.Equal([0.5f, -2], tensors["h"].to_type(ScalarType.Float32).Floats());
        Assert.Equal(7, tensors["n"].item<long>());
        Assert.Equal([2, 3, 4], tensors["shared"].Floats());
        Assert.Equal([1.5f], tensors["p"].Floats());
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        using DisposeScope scope = NewDisposeScope();
        for (int length = 1; length < File.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PyTorchFile.Read(new MemoryStream(File[..length])));
        }

        Assert.Contains("it requires", Message(File[..^1]));
    }

    [Fact]
    public void A_changed_byte_gives_other_numbers_or_an_error_that_says_so()
    {
        using DisposeScope scope = NewDisposeScope();
        for (int position = 0; position < File.Length; position++)
        {
            byte[] damaged = [.. File];
            damaged[position] ^= 0x55;
            if (Record.Exception(() => PyTorchFile.Read(new MemoryStream(damaged))) is { } error)
            {
                Assert.True(error is InvalidDataException, $"Byte {position}: {error}");
            }
        }
    }

    [Fact]
    public void Damage_of_storages_is_named()
    {
        Assert.Contains("elements instead of", Message(Changed("\x0C\0\0\0\0\0\0\0", "\x0D\0\0\0\0\0\0\0")));
        Assert.Contains("unknown kind of storage", Message(Changed("FloatStorage", "FloatSTORAGE")));
        Assert.Contains("'posix.system'", Message(Changed("collections\nOrderedDict", "posix\nsystem")));
        Assert.Contains("big-endian", Message(Changed("little_endianq\x02\x88", "little_endianq\x02\x89")));
    }

    private static byte[] Changed(string text, string other)
    {
        string file = Encoding.Latin1.GetString(File);
        int position = file.LastIndexOf(text, StringComparison.Ordinal);
        Assert.True(position >= 0, $"The file has no '{text}'.");
        return Encoding.Latin1.GetBytes(file.Remove(position, text.Length).Insert(position, other));
    }

    private static string Message(byte[] file)
        => Assert.Throws<InvalidDataException>(() => PyTorchFile.Read(new MemoryStream(file))).Message;
}
