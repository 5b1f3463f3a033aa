using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed class ModelSaveContext : IDisposable
{
    private readonly Repository.Entry _entry;
    private readonly IExceptionContext _ectx;
    private readonly StringPool _strings;
    private string _loaderAssemblyName;

    internal ModelSaveContext(RepositoryWriter rep, string dir, string name)
    {
        Contracts.CheckValue(rep, nameof(rep));
        _ectx = rep.ExceptionContext;
        Repository = rep;
        Directory = dir;
        _strings = new StringPool();
        _entry = rep.CreateEntry(dir, _ectx.CheckNonEmpty(name, nameof(name)));
        Writer = new BinaryWriter(_entry.Stream, Encoding.UTF8, leaveOpen: true);
        Header = ModelEnvelope.BeginWrite(Writer, out FpMin);
    }

    internal ModelSaveContext(BinaryWriter writer, IExceptionContext ectx = null)
    {
        _ectx = ectx;
        _ectx.CheckValue(writer, nameof(writer));
        _strings = new StringPool();
        Writer = writer;
        Header = ModelEnvelope.BeginWrite(Writer, out FpMin);
    }

    internal readonly RepositoryWriter Repository;

    internal readonly string Directory;

    internal readonly BinaryWriter Writer;

    internal ModelHeader Header;

    internal readonly long FpMin;

    internal bool InRepository => Repository != null;

    internal static void SaveModel<T>(RepositoryWriter rep, T value, string path) where T : class
    {
        if (value is not ICanSaveModel savable)
            return;
        using var ctx = new ModelSaveContext(rep, path, ModelLoadContext.ModelStreamName);
        savable.Save(ctx);
        ctx.Done();
    }

    internal void SaveModel<T>(T value, string name) where T : class
    {
        _ectx.Check(InRepository, "Can't save a sub-model when writing to a single stream");
        SaveModel(Repository, value, Path.Combine(Directory ?? "", name));
    }

    internal void SaveSubModel(string dir, Action<ModelSaveContext> fn)
    {
        _ectx.Check(InRepository, "Can't save a sub-model when writing to a single stream");
        _ectx.CheckNonEmpty(dir, nameof(dir));
        _ectx.CheckValue(fn, nameof(fn));
        using var ctx = new ModelSaveContext(Repository, Path.Combine(Directory ?? "", dir), ModelLoadContext.ModelStreamName);
        fn(ctx);
        ctx.Done();
    }

    internal void CheckAtModel() => _ectx.Check(Writer.BaseStream.Position == FpMin + Header.FpModel);

    internal void SetVersionInfo(VersionInfo ver)
    {
        Header.SetVersionInfo(ver);
        _loaderAssemblyName = ver.LoaderAssemblyName;
    }

    internal void SaveTextStream(string name, Action<TextWriter> action)
    {
        using Repository.Entry entry = CreateEntry(name, action);
        using var writer = new StreamWriter(entry.Stream, new UTF8Encoding(false), bufferSize: 1024, leaveOpen: true);
        action(writer);
    }

    internal void SaveBinaryStream(string name, Action<BinaryWriter> action)
    {
        using Repository.Entry entry = CreateEntry(name, action);
        using var writer = new BinaryWriter(entry.Stream, Encoding.UTF8, leaveOpen: true);
        action(writer);
    }

    internal void SaveStringOrNull(string str) => Writer.Write(str == null ? -1 : _strings.Add(str));

    internal void SaveString(string str)
    {
        _ectx.CheckValue(str, nameof(str));
        Writer.Write(_strings.Add(str));
    }

    internal void SaveString(ReadOnlyMemory<char> str) => Writer.Write(_strings.Add(str.ToString()));

    internal void SaveNonEmptyString(string str)
    {
        _ectx.CheckParam(!string.IsNullOrEmpty(str), nameof(str));
        Writer.Write(_strings.Add(str));
    }

    internal void SaveNonEmptyString(ReadOnlyMemory<char> str) => Writer.Write(_strings.Add(str.ToString()));

    internal void Done()
    {
        _ectx.Check(Header.ModelSignature != 0, "ModelSignature not specified!");
        ModelEnvelope.EndWrite(Writer, FpMin, ref Header, _strings.Strings, _loaderAssemblyName);
        Dispose();
    }

    public void Dispose()
    {
        if (!InRepository)
            return;
        Writer.Dispose();
        _entry.Dispose();
    }

    private Repository.Entry CreateEntry(string name, Delegate action)
    {
        _ectx.Check(InRepository, "Can't save a text stream when writing to a single stream");
        _ectx.CheckNonEmpty(name, nameof(name));
        _ectx.CheckValue(action, nameof(action));
        return Repository.CreateEntry(Directory, name);
    }
}
