using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The 256 bytes at the beginning of a Model.key entry; positions are relative to its first byte.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8, Size = Size)]
internal unsafe struct ModelHeader
{
    public const int Size = 0x100;
    public const ulong SignatureValue = 0x4C45444F4D004C4DUL;
    public const ulong TailSignatureValue = 0x4D4C004D4F44454CUL;

    /// <summary>The version that added the name of the loader's assembly.</summary>
    public const uint CurrentVersion = 0x00010002;
    public const uint OldestVersion = 0x00010001;

    private const int LoaderSignatureBytes = 24;

    public ulong Signature;
    public uint VerWritten;
    public uint VerReadable;
    public long FpModel;
    public long CbModel;
    public long FpStringTable;
    public long CbStringTable;
    public long FpStringChars;
    public long CbStringChars;
    public ulong ModelSignature;
    public uint ModelVerWritten;
    public uint ModelVerReadable;
    private fixed byte _loaderSignature[LoaderSignatureBytes];
    private fixed byte _loaderSignatureAlt[LoaderSignatureBytes];
    public long FpTail;
    public long FpLim;
    public long FpAssemblyName;
    public uint CbAssemblyName;

    public string LoaderSignature
    {
        get => Read(MemoryMarshal.CreateReadOnlySpan(ref _loaderSignature[0], LoaderSignatureBytes));
        set => Write(value, MemoryMarshal.CreateSpan(ref _loaderSignature[0], LoaderSignatureBytes));
    }

    public string LoaderSignatureAlt
    {
        get => Read(MemoryMarshal.CreateReadOnlySpan(ref _loaderSignatureAlt[0], LoaderSignatureBytes));
        set => Write(value, MemoryMarshal.CreateSpan(ref _loaderSignatureAlt[0], LoaderSignatureBytes));
    }

    public void SetVersionInfo(VersionInfo version)
    {
        ModelSignature = version.ModelSignature;
        ModelVerWritten = version.VerWrittenCur;
        ModelVerReadable = version.VerReadableCur;
        LoaderSignature = version.LoaderSignature;
        LoaderSignatureAlt = version.LoaderSignatureAlt;
    }

    public readonly void CheckVersionInfo(VersionInfo version)
    {
        Contracts.CheckDecode(ModelSignature == version.ModelSignature, "Unknown file type");
        Contracts.CheckDecode(ModelVerReadable <= ModelVerWritten, "Corrupt file header");
        string mlnet = typeof(VersionInfo).Assembly.GetName().Version.ToString();
        Contracts.CheckDecode(ModelVerReadable <= version.VerWrittenCur,
            $"Cause: ML.NET {mlnet} cannont read component '{version.LoaderSignature}' of the model, because the model is too new.\n"
            + $"Suggestion: Make sure the model is trained with ML.NET {mlnet} or older.\n"
            + $"Debug details: Maximum expected version {ModelVerReadable}, got {version.VerWrittenCur}.");
        Contracts.CheckDecode(ModelVerWritten >= version.VerWeCanReadBack,
            $"Cause: ML.NET {mlnet} cannot read component '{version.LoaderSignature}' of the model, because the model is too old.\n"
            + $"Suggestion: Make sure the model is trained with ML.NET {mlnet}.\n"
            + $"Debug details: Minimum expected version {ModelVerReadable}, got {version.VerWrittenCur}.");
    }

    /// <summary>Checks that the parts follow each other without gaps.</summary>
    public readonly void Validate(long available)
    {
        Contracts.CheckDecode(Signature == SignatureValue, "Wrong file type");
        Contracts.CheckDecode(VerReadable <= VerWritten, "Corrupt file header");
        Contracts.CheckDecode(VerReadable <= CurrentVersion, "File is too new");
        Contracts.CheckDecode(VerWritten >= OldestVersion, "File is too old");
        Contracts.CheckDecode(FpModel == Size && CbModel >= 0);
        long end = FpModel + CbModel;
        if (FpStringTable == 0)
        {
            Contracts.CheckDecode(CbStringTable == 0 && FpStringChars == 0 && CbStringChars == 0);
        }
        else
        {
            Contracts.CheckDecode(FpStringTable == end && CbStringTable > 0 && CbStringTable % sizeof(long) == 0);
            Contracts.CheckDecode(FpStringChars == FpStringTable + CbStringTable && CbStringChars >= 0 && CbStringChars % sizeof(char) == 0);
            end = FpStringChars + CbStringChars;
        }

        if (VerWritten >= CurrentVersion && FpAssemblyName != 0)
        {
            Contracts.CheckDecode(FpAssemblyName == end && CbAssemblyName % sizeof(char) == 0);
            end = FpAssemblyName + CbAssemblyName;
        }

        Contracts.CheckDecode(FpTail == end && FpLim == FpTail + sizeof(ulong));
        Contracts.CheckDecode(available >= FpLim);
    }

    private static string Read(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes.TrimEnd((byte)0));

    private static void Write(string signature, Span<byte> bytes)
    {
        bytes.Clear();
        if (signature == null)
            return;
        Contracts.Check(signature.Length <= bytes.Length && signature.All(c => c <= 0xFF), "A loader signature has at most 24 Latin-1 characters");
        Encoding.Latin1.GetBytes(signature, bytes);
    }
}
