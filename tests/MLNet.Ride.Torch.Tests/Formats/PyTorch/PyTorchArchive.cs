using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MLNet.Ride.Torch.Tests.Formats.PyTorch;

/// <summary>Writes PyTorch files opcode by opcode, so that tests can write hostile ones too.</summary>
internal sealed class PyTorchArchive
{
    private readonly MemoryStream _pickle = new();
    private readonly Dictionary<string, byte[]> _entries = [];

    public PyTorchArchive() => Raw(0x80, 2);

    public CompressionLevel Compression { get; init; } = CompressionLevel.NoCompression;

    public PyTorchArchive Raw(params byte[] bytes)
    {
        _pickle.Write(bytes);
        return this;
    }

    public PyTorchArchive Op(char opcode) => Raw((byte)opcode);

    public PyTorchArchive Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        return Op('X').Raw(length).Raw(bytes);
    }

    public PyTorchArchive Number(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return Raw(0x8A, 8).Raw(bytes);
    }

    public PyTorchArchive Numbers(params long[] numbers)
    {
        Op('(');
        foreach (long number in numbers)
        {
            Number(number);
        }

        return Op('t');
    }

    public PyTorchArchive Global(string module, string name) => Op('c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PyTorchArchive Tensor(string storageType, string key, long count, long offset, long[] shape, long[] strides)
        => Global("torch._utils", "_rebuild_tensor_v2").Op('(')
            .Op('(').Text("storage").Global("torch", storageType).Text(key).Text("cpu").Number(count).Op('t').Op('Q')
            .Number(offset).Numbers(shape).Numbers(strides).Raw(0x89).Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R');

    public PyTorchArchive Storage(string key, byte[] bytes) => Entry($"data/{key}", bytes);

    public PyTorchArchive Entry(string name, byte[] bytes)
    {
        _entries[name] = bytes;
        return this;
    }

    /// <summary>A file whose pickle is <c>{"w": tensor}</c>.</summary>
    public static PyTorchArchive OneTensor(string storageType, byte[] storage, long count, long offset, long[] shape, long[] strides)
        => new PyTorchArchive().Op('}').Text("w").Tensor(storageType, "0", count, offset, shape, strides).Op('s').Storage("0", storage);

    public MemoryStream Build()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "data.pkl", [.. _pickle.ToArray(), (byte)'.']);
            foreach ((string name, byte[] bytes) in _entries)
            {
                Add(zip, name, bytes);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private void Add(ZipArchive zip, string name, byte[] bytes)
    {
        using Stream entry = zip.CreateEntry($"archive/{name}", Compression).Open();
        entry.Write(bytes);
    }
}
