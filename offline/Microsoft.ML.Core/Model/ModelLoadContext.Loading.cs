using System.Reflection;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

internal sealed partial class ModelLoadContext
{
    public static bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        result = null;
        using Repository.Entry entry = rep.OpenEntryOrNull(dir, ModelStreamName);
        if (entry == null)
            return false;
        LoadModel<TRes, TSig>(env, out result, rep, entry, dir, extra);
        return true;
    }

    public static void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, string dir, params object[] extra)
        where TRes : class
    {
        if (!LoadModelOrNull<TRes, TSig>(env, out result, rep, dir, extra))
            throw env.ExceptDecode("Corrupt model file");
    }

    public static void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, RepositoryReader rep, Repository.Entry ent, string dir,
        params object[] extra)
        where TRes : class
    {
        using var ctx = new ModelLoadContext(rep, ent, dir);
        if (!ctx.TryCreate<TRes, TSig>(env, out result, extra))
            throw env.ExceptDecode("Couldn't load model: '{0}'", dir);
    }

    public static bool TryLoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, Stream stream, params object[] extra)
        where TRes : class
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        using var ctx = new ModelLoadContext(reader);
        return ctx.TryCreate<TRes, TSig>(env, out result, extra);
    }

    public bool LoadModelOrNull<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra)
        where TRes : class
    {
        _ectx.Check(InRepository, "Can't load a sub-model when reading from a single stream");
        return LoadModelOrNull<TRes, TSig>(env, out result, Repository, Path.Combine(Directory ?? "", name), extra);
    }

    public void LoadModel<TRes, TSig>(IHostEnvironment env, out TRes result, string name, params object[] extra)
        where TRes : class
    {
        if (!LoadModelOrNull<TRes, TSig>(env, out result, name, extra))
            throw _ectx.ExceptDecode("Corrupt model file");
    }

    public bool ContainsModel(string name)
    {
        if (!InRepository || string.IsNullOrEmpty(name))
            return false;
        using Repository.Entry entry = Repository.OpenEntryOrNull(Path.Combine(Directory ?? "", name), ModelStreamName);
        return entry != null;
    }

    public bool TryProcessSubModel(string dir, Action<ModelLoadContext> action)
    {
        CheckLoadArguments(dir, action);
        string path = Path.Combine(Directory, dir);
        using Repository.Entry entry = Repository.OpenEntryOrNull(path, ModelStreamName);
        if (entry == null)
            return false;
        using var ctx = new ModelLoadContext(Repository, entry, path);
        action(ctx);
        return true;
    }

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> action)
    {
        CheckLoadArguments(name, action);
        using Repository.Entry entry = Repository.OpenEntryOrNull(Directory, name);
        if (entry == null)
            return false;
        using var reader = new BinaryReader(entry.Stream, Encoding.UTF8, leaveOpen: true);
        action(reader);
        return true;
    }

    public bool TryLoadTextStream(string name, Action<TextReader> action)
    {
        CheckLoadArguments(name, action);
        using Repository.Entry entry = Repository.OpenEntryOrNull(Directory, name);
        if (entry == null)
            return false;
        using var reader = new StreamReader(entry.Stream);
        action(reader);
        return true;
    }

    private void CheckLoadArguments(string name, Delegate action)
    {
        _ectx.Check(InRepository, "Can't Load a sub-model when reading from a single stream");
        _ectx.CheckNonEmpty(name, nameof(name));
        _ectx.CheckValue(action, nameof(action));
    }

    private bool TryCreate<TRes, TSig>(IHostEnvironment env, out TRes result, object[] extra) where TRes : class
    {
        if (!string.IsNullOrEmpty(LoaderAssemblyName))
            env.ComponentCatalog.RegisterAssembly(Assembly.Load(LoaderAssemblyName));
        object[] arguments = [this, .. extra];
        foreach (string signature in new[] { Header.LoaderSignature, Header.LoaderSignatureAlt })
        {
            if (string.IsNullOrWhiteSpace(signature)
                || !ComponentCatalog.TryCreateInstance<object, TSig>(env, out object made, signature, "", arguments)
                || made is not TRes typed)
                continue;
            result = typed;
            Done();
            return true;
        }

        Reader.BaseStream.Position = FpMin;
        result = null;
        return false;
    }
}
