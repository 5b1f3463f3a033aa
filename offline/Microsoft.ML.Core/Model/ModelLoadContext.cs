using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal sealed partial class ModelLoadContext : IDisposable
{
    public const string ModelStreamName = "Model.key";

    public readonly RepositoryReader Repository;

    public readonly string Directory;

    public readonly BinaryReader Reader;

    public readonly string[] Strings;

    public readonly string LoaderAssemblyName;

    public readonly long FpMin;

    private readonly IExceptionContext _ectx;

    internal ModelHeader Header;

    internal ModelLoadContext(RepositoryReader rep, Repository.Entry ent, string dir)
    {
        Contracts.CheckValue(rep, nameof(rep));
        Repository = rep;
        _ectx = rep.ExceptionContext;
        _ectx.CheckValue(ent, nameof(ent));
        Directory = dir;
        Reader = new BinaryReader(ent.Stream, Encoding.UTF8, leaveOpen: true);
        Header = ModelEnvelope.BeginRead(Reader, out FpMin, out Strings, out LoaderAssemblyName);
    }

    internal ModelLoadContext(BinaryReader reader, IExceptionContext ectx = null)
    {
        _ectx = ectx;
        _ectx.CheckValue(reader, nameof(reader));
        Reader = reader;
        Header = ModelEnvelope.BeginRead(Reader, out FpMin, out Strings, out LoaderAssemblyName);
    }

    public bool InRepository => Repository != null;

    public void CheckAtModel() => _ectx.Check(Reader.BaseStream.Position == FpMin + Header.FpModel);

    public void CheckAtModel(VersionInfo ver)
    {
        CheckAtModel();
        CheckVersionInfo(ver);
    }

    public void CheckVersionInfo(VersionInfo ver) => Header.CheckVersionInfo(ver);

    public string LoadStringOrNull()
    {
        int id = Reader.ReadInt32();
        return id == -1 ? null : StringAt(id);
    }

    public string LoadString() => StringAt(Reader.ReadInt32());

    public string LoadNonEmptyString()
    {
        string text = LoadString();
        _ectx.CheckDecode(text.Length > 0);
        return text;
    }

    public void Done()
    {
        Contracts.CheckDecode(FpMin + Header.FpModel + Header.CbModel == Reader.BaseStream.Position);
        Reader.BaseStream.Position = FpMin + Header.FpLim;
        Dispose();
    }

    public void Dispose()
    {
        if (InRepository)
            Reader.Dispose();
    }

    private string StringAt(int id)
    {
        _ectx.CheckDecode(id >= 0 && id < (Strings?.Length ?? 0));
        return Strings[id];
    }
}
