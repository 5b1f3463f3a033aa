using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Writes and reads what surrounds a model's own bytes: header, table of strings, name of the loader's assembly, tail.</summary>
internal static class ModelEnvelope
{
    public static ModelHeader BeginWrite(BinaryWriter writer, out long start)
    {
        start = Position(writer);
        writer.Write(new byte[ModelHeader.Size]);
        return new ModelHeader
        {
            Signature = ModelHeader.SignatureValue,
            VerWritten = ModelHeader.CurrentVersion,
            VerReadable = ModelHeader.CurrentVersion,
            FpModel = ModelHeader.Size
        };
    }

    public static void EndWrite(BinaryWriter writer, long start, ref ModelHeader header, IReadOnlyList<string> strings, string assemblyName)
    {
        header.CbModel = Position(writer) - start - header.FpModel;
        if (strings.Count > 0)
        {
            header.FpStringTable = Position(writer) - start;
            long end = 0;
            foreach (string text in strings)
                writer.Write(end += text.Length * sizeof(char));
            header.CbStringTable = (long)strings.Count * sizeof(long);
            header.FpStringChars = Position(writer) - start;
            foreach (string text in strings)
                writer.Write(Utf16(text));
            header.CbStringChars = end;
        }

        if (!string.IsNullOrEmpty(assemblyName))
        {
            header.FpAssemblyName = Position(writer) - start;
            header.CbAssemblyName = (uint)(assemblyName.Length * sizeof(char));
            writer.Write(Utf16(assemblyName));
        }

        header.FpTail = Position(writer) - start;
        writer.Write(ModelHeader.TailSignatureValue);
        header.FpLim = Position(writer) - start;
        header.Validate(header.FpLim);
        writer.BaseStream.Position = start;
        writer.Write(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref header, 1)));
        writer.Flush();
        writer.BaseStream.Position = start + header.FpLim;
    }

    /// <summary>Leaves the reader at the model's first own byte.</summary>
    public static ModelHeader BeginRead(BinaryReader reader, out long start, out string[] strings, out string assemblyName)
    {
        Stream stream = reader.BaseStream;
        start = stream.Position;
        byte[] bytes = reader.ReadBytes(ModelHeader.Size);
        Contracts.CheckDecode(bytes.Length == ModelHeader.Size);
        var header = MemoryMarshal.Read<ModelHeader>(bytes);
        header.Validate(stream.Length - start);

        strings = ReadStrings(reader, start, header);
        assemblyName = null;
        if (header.VerWritten >= ModelHeader.CurrentVersion && header.FpAssemblyName != 0)
        {
            stream.Position = start + header.FpAssemblyName;
            assemblyName = Encoding.Unicode.GetString(reader.ReadBytes((int)header.CbAssemblyName));
        }

        stream.Position = start + header.FpTail;
        Contracts.CheckDecode(reader.ReadUInt64() == ModelHeader.TailSignatureValue, "Corrupt model file tail");
        stream.Position = start + header.FpModel;
        return header;
    }

    private static string[] ReadStrings(BinaryReader reader, long start, ModelHeader header)
    {
        if (header.FpStringTable == 0)
            return null;
        reader.BaseStream.Position = start + header.FpStringTable;
        var ends = new long[header.CbStringTable / sizeof(long)];
        for (int i = 0; i < ends.Length; i++)
            ends[i] = reader.ReadInt64();
        Contracts.CheckDecode(ends[^1] == header.CbStringChars);
        var strings = new string[ends.Length];
        long from = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            Contracts.CheckDecode(from <= ends[i] && ends[i] <= header.CbStringChars && ends[i] % sizeof(char) == 0);
            strings[i] = Encoding.Unicode.GetString(reader.ReadBytes(checked((int)(ends[i] - from))));
            from = ends[i];
        }

        return strings;
    }

    private static byte[] Utf16(string text) => MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    private static long Position(BinaryWriter writer)
    {
        writer.Flush();
        return writer.BaseStream.Position;
    }
}
