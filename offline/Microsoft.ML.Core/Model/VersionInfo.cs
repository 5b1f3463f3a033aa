using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal readonly struct VersionInfo
{
    public readonly ulong ModelSignature;

    public readonly uint VerWrittenCur;

    public readonly uint VerReadableCur;

    public readonly uint VerWeCanReadBack;

    public readonly string LoaderAssemblyName;

    public readonly string LoaderSignature;

    public readonly string LoaderSignatureAlt;

    public VersionInfo(string modelSignature, uint verWrittenCur, uint verReadableCur, uint verWeCanReadBack,
        string loaderAssemblyName, string loaderSignature = null, string loaderSignatureAlt = null)
    {
        Contracts.Check(modelSignature?.Length == 8, "Model signature must be eight characters");
        Contracts.Check(modelSignature.All(c => c <= 0xFF), "Model signature must be Latin-1");
        ModelSignature = 0;
        for (int i = 0; i < modelSignature.Length; i++)
            ModelSignature |= (modelSignature[i] == ' ' ? 0UL : modelSignature[i]) << (i * 8);
        VerWrittenCur = verWrittenCur;
        VerReadableCur = verReadableCur;
        VerWeCanReadBack = verWeCanReadBack;
        LoaderAssemblyName = loaderAssemblyName;
        LoaderSignature = loaderSignature;
        LoaderSignatureAlt = loaderSignatureAlt;
    }
}
