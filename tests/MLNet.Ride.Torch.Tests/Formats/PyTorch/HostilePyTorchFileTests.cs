using System.IO.Compression;
using MLNet.Ride.Torch.Formats.PyTorch;

namespace MLNet.Ride.Torch.Tests.Formats.PyTorch;

public class HostilePyTorchFileTests
{
    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "exec")]
    [InlineData("subprocess", "Popen")]
    [InlineData("importlib.util", "find_spec")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    public void Functions_that_weights_have_no_use_for_are_refused_by_name(string module, string name)
    {
        PyTorchArchive call = new PyTorchArchive().Op('}').Text("config").Global(module, name).Op('(').Text("echo").Op('t').Op('R').Op('s');
        Assert.Contains($"'{module}.{name}'", Refused(call));
        PyTorchArchive byStack = new PyTorchArchive().Text(module).Text(name).Raw(0x93).Op(')').Raw(0x81);
        Assert.Contains($"'{module}.{name}'", Refused(byStack));
    }

    [Fact]
    public void Unknown_classes_among_the_weights_are_refused_by_name()
    {
        Assert.Contains("made by 'torch.jit.load'", Refused(new PyTorchArchive().Op('}').Text("w").Global("torch.jit", "load").Op(')').Op('R').Op('s')));
        Assert.Contains("made by 'models.Net'", Refused(new PyTorchArchive().Global("models", "Net").Op(')').Raw(0x81).Op('}').Op('b')));
    }

    [Fact]
    public void Whole_modules_and_views_of_storages_are_refused_with_what_to_do()
    {
        PyTorchArchive module = new PyTorchArchive().Op('(').Text("module").Global("nets", "ResNet").Text("nets.py").Text("source").Op('t').Op('Q');
        Assert.Contains("a whole module of the class 'nets.ResNet'", Refused(module));
        PyTorchArchive view = new PyTorchArchive().Op('(').Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Number(4).Numbers(1, 2, 3).Op('t').Op('Q');
        Assert.Contains("unknown kind of storage", Refused(view));
    }

    [Theory]
    [InlineData('i')]
    [InlineData('o')]
    [InlineData('P')]
    [InlineData('\u0082')]
    [InlineData('\u0097')]
    [InlineData('Z')]
    public void Other_opcodes_are_refused(char opcode)
        => Assert.Contains($"0x{(int)opcode:X2}", Refused(new PyTorchArchive().Op('N').Op('(').Op('N').Op(opcode)));

    [Fact]
    public void Deep_and_cyclic_values_do_no_harm()
    {
        var deep = new PyTorchArchive();
        for (int i = 0; i < 1_000_000; i++)
        {
            deep.Op(']');
        }

        for (int i = 0; i < 999_999; i++)
        {
            deep.Op('a');
        }

        Assert.Contains("not hold a dictionary", Refused(deep));
        Assert.Contains("'self' of the weights is not a tensor", Refused(new PyTorchArchive().Op('}').Raw((byte)'q', 0).Text("self").Raw((byte)'h', 0).Op('s')));
    }

    [Theory]
    [InlineData(0, new long[] { 1L << 62, 4 }, new long[] { 0, 0 })]
    [InlineData(0, new long[] { 1L << 40 }, new long[] { 0 })]
    [InlineData(0, new long[] { 5 }, new long[] { 1 })]
    [InlineData(3, new long[] { 2 }, new long[] { 1 })]
    [InlineData(0, new long[] { 2, 2 }, new long[] { 4, 1 })]
    [InlineData(0, new long[] { 2 }, new long[] { long.MaxValue })]
    [InlineData(long.MaxValue, new long[] { 1 }, new long[] { 1 })]
    public void Windows_outside_of_their_storage_are_refused(long offset, long[] shape, long[] strides)
        => Assert.Contains("not within its storage", Refused(PyTorchArchive.OneTensor("FloatStorage", new byte[16], 4, offset, shape, strides)));

    [Fact]
    public void Storages_that_are_not_what_they_say_are_refused()
    {
        Assert.Contains("has 16 bytes instead of 4000", Refused(PyTorchArchive.OneTensor("FloatStorage", new byte[16], 1000, 0, [1000], [1])));
        Assert.Contains("not within its storage", Refused(PyTorchArchive.OneTensor("FloatStorage", new byte[16], 1L << 60, 0, [1], [1])));
        Assert.Contains("storage '7' of tensor 'w' is missing", Refused(new PyTorchArchive().Op('}').Text("w").Tensor("FloatStorage", "7", 1, 0, [1], [1]).Op('s')));
        Assert.Contains("torch.OddStorage", Refused(PyTorchArchive.OneTensor("OddStorage", new byte[16], 4, 0, [4], [1])));
        Assert.Contains("'torch._utils._rebuild_tensor_v2' with invalid arguments", Refused(PyTorchArchive.OneTensor("FloatStorage", new byte[16], 4, 0, [-4], [1])));
    }

    [Fact]
    public void Compressed_and_repeated_storages_do_not_fill_the_memory()
    {
        var bomb = new PyTorchArchive { Compression = CompressionLevel.SmallestSize };
        bomb.Op('}').Text("w").Tensor("FloatStorage", "0", 1 << 20, 0, [1 << 20], [1]).Op('s').Storage("0", new byte[4 << 20]);
        Assert.Contains("compressed", Refused(bomb));

        var repeated = new PyTorchArchive();
        repeated.Op('}');
        for (int i = 0; i < 100; i++)
        {
            repeated.Text($"w{i}").Tensor("FloatStorage", "0", 1 << 18, 0, [1 << 18], [1]).Op('s');
        }

        Assert.Contains("far more memory", Refused(repeated.Storage("0", new byte[1 << 20])));
    }

    [Fact]
    public void Damage_is_reported()
    {
        byte[] whole = PyTorchArchive.OneTensor("FloatStorage", new byte[16], 4, 0, [4], [1]).Build().ToArray();
        Assert.Contains("zip format", Message(whole[..^40]));
        Assert.Contains("zip format", Message([0x80, 0x02, (byte)'.']));
        Assert.Contains("it requires 9999 bytes", Refused(new PyTorchArchive().Op('X').Raw(0x0F, 0x27, 0, 0)));
        Assert.Contains("stack is empty", Refused(new PyTorchArchive().Op('0')));
        Assert.Contains("mark is missing", Refused(new PyTorchArchive().Op('t')));
        Assert.Contains("reads memo entry 5", Refused(new PyTorchArchive().Raw((byte)'h', 5)));
        Assert.Contains("not valid UTF-8", Refused(new PyTorchArchive().Op('X').Raw(1, 0, 0, 0, 0xFF)));
        Assert.Contains("protocol 9", Refused(new PyTorchArchive().Raw(0x80, 9)));
    }

    private static string Refused(PyTorchArchive archive) => Message(archive.Build().ToArray());

    private static string Message(byte[] file)
        => Assert.Throws<InvalidDataException>(() => PyTorchFile.Read(new MemoryStream(file))).Message;
}
