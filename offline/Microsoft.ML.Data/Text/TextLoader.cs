using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableClass(typeof(TextLoader), null, typeof(SignatureLoadModel), "Text Loader", TextLoader.LoaderSignature)]

namespace Microsoft.ML.Data;

/// <summary>Tables of text in plain files; other kinds of columns, quotes, trimming and sparse lines are refused here.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    internal const string LoaderSignature = "TextLoader";
    private const uint HasHeaderFlag = 2;

    private readonly IHost _host;
    private readonly Column[] _columns;
    private readonly char _separator;
    private readonly bool _hasHeader;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Column[] columns, char separator, bool hasHeader)
    {
        _host = env.Register(LoaderSignature);
        _host.CheckParam(columns is { Length: > 0 }, nameof(columns), "Text files with embedded options cannot be read here");
        _host.CheckParam(!"\0\r\n\"0123456789".Contains(separator), nameof(separator), "Illegal separator");
        foreach (Column column in columns)
        {
            _host.CheckParam(!string.IsNullOrWhiteSpace(column.Name) && column.Index >= 0, nameof(columns));
            if (column.DataKind != DataKind.String)
                throw new NotSupportedException($"Column '{column.Name}' is of kind {column.DataKind}: only String can be read here.");
        }

        _columns = columns;
        _separator = separator;
        _hasHeader = hasHeader;
        var builder = new DataViewSchema.Builder();
        foreach (Column column in columns)
            builder.AddColumn(column.Name, TextDataViewType.Instance);
        _schema = builder.ToSchema();
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        _host.CheckValue(source, nameof(source));
        return new TextView(_host, _schema, [.. _columns.Select(c => c.Index)], _separator, _hasHeader, source);
    }

    internal static Column[] ColumnsOf(IExceptionContext ctx, Type type)
    {
        MemberInfo[] members =
        [
            .. type.GetFields(BindingFlags.Public | BindingFlags.Instance),
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetGetMethod() != null && p.GetIndexParameters().Length == 0),
        ];
        return [.. members.Select(member =>
        {
            LoadColumnAttribute source = member.GetCustomAttribute<LoadColumnAttribute>()
                ?? throw ctx.Except($"{(member is FieldInfo ? "Field" : "Property")} '{member.Name}' is missing the LoadColumnAttribute attribute");
            Type memberType = member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
            if (memberType != typeof(string) && memberType != typeof(ReadOnlyMemory<char>))
                throw new NotSupportedException($"'{member.Name}' is of type {memberType}: only text can be read here.");
            return new Column(member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name, DataKind.String, source.FieldIndex);
        })];
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version());
        ctx.Writer.Write(sizeof(float));
        ctx.Writer.Write(long.MaxValue);
        ctx.Writer.Write(_hasHeader ? HasHeaderFlag : 0);
        ctx.Writer.Write(0);
        ctx.Writer.Write(1);
        ctx.Writer.Write((short)_separator);
        ctx.Writer.Write('"');
        ctx.Writer.Write('.');
        ctx.Writer.Write(_columns.Length);
        foreach (Column column in _columns)
        {
            ctx.SaveNonEmptyString(column.Name);
            ctx.Writer.Write((byte)column.DataKind);
            ctx.Writer.Write((byte)0);
            ctx.Writer.Write(1);
            ctx.Writer.Write(column.Index);
            ctx.Writer.Write(column.Index + 1);
            ctx.Writer.Write((byte)0);
        }
    }

    private static TextLoader Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version());
        env.CheckDecode(ctx.Reader.ReadInt32() == sizeof(float));
        Require(ctx.Reader.ReadInt64() == long.MaxValue, "a number of rows");
        uint flags = ctx.Reader.ReadUInt32();
        Require((flags & ~HasHeaderFlag) == 0 && ctx.Reader.ReadInt32() == 0, "quotes, trimming or sparse lines");
        Require(ctx.Reader.ReadInt32() == 1, "several separators");
        char separator = (char)ctx.Reader.ReadInt16();
        Require(ctx.Reader.ReadChar() == '"' && ctx.Reader.ReadChar() == '.', "other escape characters or decimal markers");
        var columns = new Column[ctx.Reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
        {
            string name = ctx.LoadNonEmptyString();
            var kind = (DataKind)ctx.Reader.ReadByte();
            Require(ctx.Reader.ReadByte() == 0 && ctx.Reader.ReadInt32() == 1, "keys or several sources");
            columns[i] = new Column(name, kind, ctx.Reader.ReadInt32());
            Require(ctx.Reader.ReadInt32() == columns[i].Index + 1 && ctx.Reader.ReadByte() == 0, "vectors");
        }

        return new TextLoader(env, columns, separator, (flags & HasHeaderFlag) != 0);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new NotSupportedException($"The text loader in the model asks for {otherwise}, which cannot be read here.");
    }

    private static VersionInfo Version()
        => new("TXTLOADR", 0x0001000E, 0x0001000A, 0x0001000E, typeof(TextLoader).Assembly.FullName, LoaderSignature);
}
