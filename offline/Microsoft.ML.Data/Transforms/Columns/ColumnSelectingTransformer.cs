using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass("Selects which columns from the dataset to keep.", typeof(ColumnSelectingTransformer), null, typeof(SignatureLoadModel),
    "Select Columns Transform", ColumnSelectingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string LoaderSignature = "SelectColumnsTransform";

    private readonly IHost _host;
    private readonly string[] _names;
    private readonly bool _keep;
    private readonly bool _keepHidden;
    private readonly bool _ignoreMissing;

    internal ColumnSelectingTransformer(IHostEnvironment env, string[] keepColumns, string[] dropColumns, bool keepHidden, bool ignoreMissing)
    {
        _host = env.Register(nameof(ColumnSelectingTransformer));
        _keep = keepColumns is { Length: > 0 };
        bool drop = dropColumns is { Length: > 0 };
        _host.Check(!(_keep && drop), "Both keepColumns and dropColumns are set. Exactly one can be specified.");
        _host.Check(_keep || drop, "Neither keepColumns and dropColumns is set. Exactly one must be specified.");
        _names = _keep ? keepColumns : dropColumns;
        _keepHidden = keepHidden;
        _ignoreMissing = ignoreMissing;
    }

    bool ITransformer.IsRowToRowMapper => true;

    private static VersionInfo Version
        => new("SELCOLST", 0x00010001, 0x00010001, 0x00010001, typeof(ColumnSelectingTransformer).Assembly.FullName, LoaderSignature);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => ColumnSubsetView.SchemaOf(inputSchema, Map(inputSchema));

    public IDataView Transform(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        return new ColumnSubsetView(input, Map(input.Schema));
    }

    internal static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        bool keep = ctx.Reader.ReadBoolean();
        bool keepHidden = ctx.Reader.ReadBoolean();
        bool ignoreMissing = ctx.Reader.ReadBoolean();
        var names = new string[ctx.Reader.ReadInt32()];
        for (int i = 0; i < names.Length; i++)
            names[i] = ctx.LoadNonEmptyString();
        return new ColumnSelectingTransformer(env, keep ? names : null, keep ? null : names, keepHidden, ignoreMissing);
    }

    internal bool Selects(string name) => _names.Contains(name) == _keep;

    internal void CheckColumns(IEnumerable<string> given, string paramName)
    {
        string[] missing = _ignoreMissing ? [] : _names.Except(given).ToArray();
        if (missing.Length > 0)
            throw _host.ExceptSchemaMismatch(paramName, "input", string.Join(",", missing));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => new ColumnSubsetMapper(inputSchema, Map(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(_keep);
        ctx.Writer.Write(_keepHidden);
        ctx.Writer.Write(_ignoreMissing);
        ctx.Writer.Write(_names.Length);
        foreach (string name in _names)
            ctx.SaveNonEmptyString(name);
    }

    /// <summary>Kept columns come in the order of their names here, those that are not dropped in that of the input.</summary>
    private int[] Map(DataViewSchema inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        CheckColumns(inputSchema.Select(c => c.Name), nameof(inputSchema));
        if (!_keep)
            return inputSchema.Where(c => Selects(c.Name)).Select(c => c.Index).ToArray();
        return _names.SelectMany(name => inputSchema.Where(c => c.Name == name && (_keepHidden || !c.IsHidden))).Select(c => c.Index).ToArray();
    }
}
