using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The 256 bytes at the beginning of binary data.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
internal struct BinaryHeader
{
    public const int Size = 256;
    public const ulong SignatureValue = 0x00425644004C4D43;
    public const ulong TailSignatureValue = 0x434D4C0044564200;
    public const ulong CurrentVersion = 0x0001000100010006;
    public const ulong OldestVersion = 0x0001000100010004;

    public ulong Signature;
    public ulong Version;
    public ulong CompatibleVersion;
    public long TableOfContentsOffset;
    public long TailOffset;
    public long RowCount;
    public int ColumnCount;

    public readonly void Validate(long length)
    {
        Contracts.CheckDecode(Signature == SignatureValue, "This does not appear to be a binary dataview file");
        Contracts.CheckDecode(CompatibleVersion <= CurrentVersion, "Cannot read a version newer than this one");
        Contracts.CheckDecode(Version >= OldestVersion, "Cannot read a version that old");
        Contracts.CheckDecode(RowCount >= 0 && ColumnCount >= 0, "Row and column counts cannot be negative");
        Contracts.CheckDecode(TableOfContentsOffset >= Size && TableOfContentsOffset <= TailOffset && TailOffset + sizeof(ulong) <= length,
            "Table of contents offset is out of range");
    }
}
