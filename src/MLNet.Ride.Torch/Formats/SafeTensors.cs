using System.Buffers.Binary;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats;

/// <summary>
/// The safetensors format: eight bytes with the length of a JSON header (little endian), the header, and the tensors' bytes in sequence.
/// </summary>
/// <remarks>
/// https://github.com/huggingface/safetensors. Reading trusts nothing: sizes, offsets, and shapes are validated before memory is allocated.
/// </remarks>
internal static class SafeTensors
{
    private const int MaxHeaderBytes = 16 << 20;
    private const int PieceBytes = 1 << 20;

    /// <summary>Writes tensors.</summary>
    /// <param name="stream">Stream to write to; left open.</param>
    /// <param name="tensors">Tensors by name, on any device, each below 2 GiB.</param>
    /// <param name="metadata">Text entries of the header's metadata; <see langword="null"/> for none.</param>
    /// <exception cref="NotSupportedException">A tensor has an element type that the format does not support.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        byte[] header = SafeTensorsHeader.Write(tensors, metadata);
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (Tensor tensor in tensors.Values)
        {
            using DisposeScope scope = NewDisposeScope();
            stream.Write(tensor.detach().cpu().contiguous().bytes);
        }
    }

    /// <summary>Reads tensors.</summary>
    /// <param name="stream">Stream that is read to the end of the last tensor and left open; it need not be seekable.</param>
    /// <returns>Tensors by name on the CPU, in the order of their bytes; they belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">The stream is not in the format, is damaged or ends early; the message says where.</exception>
    public static Dictionary<string, Tensor> Read(Stream stream) => Read(stream, out _);

    /// <summary>Reads tensors and the metadata.</summary>
    /// <param name="stream">Stream that is read to the end of the last tensor and left open; it need not be seekable.</param>
    /// <param name="metadata">The text entries of the header's metadata; empty if it has none.</param>
    /// <returns>Tensors by name on the CPU, in the order of their bytes; they belong to the caller's dispose scope.</returns>
    /// <exception cref="InvalidDataException">The stream is not in the format, is damaged or ends early; the message says where.</exception>
    public static Dictionary<string, Tensor> Read(Stream stream, out IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string header = ReadHeader(stream);
        IReadOnlyList<SafeTensorsEntry> entries = SafeTensorsHeader.Parse(header);
        metadata = SafeTensorsHeader.ParseMetadata(header);
        long total = entries.Count == 0 ? 0 : entries[^1].End;
        if (stream.CanSeek && stream.Length - stream.Position < total)
        {
            throw Damaged($"the tensors need {total} bytes, but {stream.Length - stream.Position} follow the header");
        }

        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            foreach (SafeTensorsEntry entry in entries)
            {
                byte[] bytes = ReadBytes(stream, (int)(entry.End - entry.Begin), $"tensor '{entry.Name}'");
                Tensor tensor = empty(entry.Shape, entry.Type);
                tensors.Add(entry.Name, tensor);
                tensor.bytes = bytes;
            }
        }
        catch
        {
            foreach (Tensor tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }

        return tensors;
    }

    /// <summary>Reads only the metadata of the header.</summary>
    /// <param name="stream">Stream that is read to the end of the header and left open.</param>
    /// <returns>The text entries by name; empty if there are none.</returns>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return SafeTensorsHeader.ParseMetadata(ReadHeader(stream));
    }

    internal static InvalidDataException Damaged(string what) => new($"The safetensors data is damaged: {what}.");

    private static string ReadHeader(Stream stream)
    {
        long length = BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(stream, sizeof(long), "length of the header"));
        if (length is < 2 or > MaxHeaderBytes)
        {
            throw Damaged($"the header's length is {length}, outside 2 to {MaxHeaderBytes}");
        }

        try
        {
            return new UTF8Encoding(false, true).GetString(ReadBytes(stream, (int)length, "header"));
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("the header is not UTF-8");
        }
    }

    // In pieces, so that memory grows only as bytes arrive and a false length does no harm.
    internal static byte[] ReadBytes(Stream stream, int length, string what)
    {
        byte[] bytes = new byte[Math.Min(length, PieceBytes)];
        int read = 0;
        while (read < length)
        {
            if (read == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            }

            int count = stream.Read(bytes, read, bytes.Length - read);
            if (count == 0)
            {
                throw Damaged($"it ends in the {what}, after {read} of {length} bytes");
            }

            read += count;
        }

        return bytes;
    }
}
