using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Formats.PyTorch;

/// <summary>
/// The few supported Python functions. None is ever executed: tensors are described, and anything unknown is skipped, or rejected if it can
/// only be harmful.
/// </summary>
internal static class PickleGlobals
{
    private const int MaxDimensions = 8;

    private static readonly Dictionary<string, ScalarType> s_storages = new(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = ScalarType.Float64,
        ["FloatStorage"] = ScalarType.Float32,
        ["HalfStorage"] = ScalarType.Float16,
        ["BFloat16Storage"] = ScalarType.BFloat16,
        ["LongStorage"] = ScalarType.Int64,
        ["IntStorage"] = ScalarType.Int32,
        ["ShortStorage"] = ScalarType.Int16,
        ["CharStorage"] = ScalarType.Int8,
        ["ByteStorage"] = ScalarType.Byte,
        ["BoolStorage"] = ScalarType.Bool,
    };

    // Data classes of settings that are stored with the weights.
    private static readonly HashSet<string> s_harmlessBuiltins = new(StringComparer.Ordinal)
    {
        "object", "set", "frozenset", "list", "dict", "tuple", "int", "float", "bool", "complex", "str", "unicode", "bytes", "bytearray", "slice", "range",
    };

    private static readonly HashSet<string> s_harmfulModules = new(StringComparer.Ordinal)
    {
        "os", "posix", "nt", "subprocess", "commands", "sys", "shutil", "socket", "importlib", "imp", "runpy", "pty", "code", "codeop", "ctypes",
        "pickle", "_pickle", "marshal", "types", "inspect", "operator", "_operator", "functools", "webbrowser", "asyncio", "multiprocessing",
        "threading", "signal", "tempfile", "urllib", "http", "requests", "builtins", "__builtin__", "io", "_io", "platform", "timeit", "cProfile",
        "profile", "pdb", "bdb", "trace", "doctest", "venv", "pip", "zipimport", "pkgutil", "site", "sysconfig", "ftplib", "smtplib",
    };

    /// <summary>Checks that a name is allowed in a weights file.</summary>
    /// <exception cref="InvalidDataException">The name is a function that no weights file needs.</exception>
    public static PickleGlobal Find(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        bool builtin = module is "builtins" or "__builtin__";
        if (name.Contains('.', StringComparison.Ordinal)
            || (builtin ? !s_harmlessBuiltins.Contains(name) : s_harmfulModules.Contains(module.Split('.')[0])))
        {
            throw Refused(global);
        }

        return global;
    }

    /// <summary>Returns the result of a call: a dictionary, a tensor, or a skipped object.</summary>
    public static object Call(object? callee, object?[] arguments)
        => callee is not PickleGlobal global ? new PickleSkipped(Describe(callee)) : (global.Module, global.Name) switch
        {
            ("collections", "OrderedDict") => Dictionary(arguments),
            ("torch._utils", "_rebuild_tensor_v2" or "_rebuild_tensor") => Tensor(arguments),
            ("torch._utils", "_rebuild_parameter") or ("torch.nn.parameter", "Parameter") => arguments is [PickleTensor tensor, ..] ? tensor : throw Wrong(global),
            ("torch", "Size") => arguments is [PickleTuple size] ? size : throw Wrong(global),
            _ => new PickleSkipped(global.ToString()),
        };

    /// <summary>Returns the storage that a PyTorch persistent ID refers to; before PyTorch 1.6, it ends with the view of another storage, or None.</summary>
    public static PickleStorage Storage(object? name)
        => name is PickleTuple { Items: ["storage", PickleGlobal { Module: "torch" or "torch.storage" } type, string key, string, long count, .. var view] }
            && view is [] or [null]
            && s_storages.TryGetValue(type.Name, out ScalarType scalar) && count >= 0
            ? new PickleStorage(key, scalar, count)
            : throw new InvalidDataException(name is PickleTuple { Items: ["module", PickleGlobal module, ..] }
                ? $"The file holds a whole module of the class '{module}', not a dictionary of weights. No code was run. Save model.state_dict() instead."
                : "The file refers to an unknown kind of storage: "
                + (name is PickleTuple { Items: [_, PickleGlobal unknown, ..] } ? unknown.ToString() : Describe(name)) + ".");

    private static PickleTensor Tensor(object?[] arguments)
        => arguments is [PickleStorage storage, long offset, PickleTuple shape, PickleTuple strides, ..]
            && Numbers(shape) is { } sizes && Numbers(strides) is { } steps && sizes.Length == steps.Length && offset >= 0
            ? new PickleTensor(storage, offset, sizes, steps)
            : throw Wrong(new PickleGlobal("torch._utils", "_rebuild_tensor_v2"));

    private static long[]? Numbers(PickleTuple tuple)
        => tuple.Items.Length <= MaxDimensions && tuple.Items.All(item => item is long and >= 0) ? [.. tuple.Items.Cast<long>()] : null;

    private static PickleDictionary Dictionary(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        foreach (object? pair in arguments is [PickleList list] ? list.Items : [])
        {
            object?[] items = pair switch
            {
                PickleTuple tuple => tuple.Items,
                PickleList two => [.. two.Items.Take(3)],
                _ => [],
            };
            if (items is [string key, var value])
            {
                dictionary.Entries[key] = value;
            }
        }

        return dictionary;
    }

    private static string Describe(object? value) => value switch
    {
        null => "None",
        PickleGlobal global => global.ToString(),
        PickleSkipped skipped => skipped.What,
        _ => value.GetType().Name,
    };

    private static InvalidDataException Refused(PickleGlobal global)
        => new($"The file refers to the function '{global}', which no weights file needs. No code was run. Do not use this file.");

    private static InvalidDataException Wrong(PickleGlobal global) => new($"The file calls '{global}' with invalid arguments.");
}
