using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableClass("Converts input values (words, numbers, etc.) to index in a dictionary.", typeof(ValueToKeyMappingTransformer), null,
    typeof(SignatureLoadModel), "Term Transform", ValueToKeyMappingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "TermTransform";
    private const string VocabularyDirectory = "Vocabulary";

    private readonly Terms[] _terms;
    private readonly bool[] _textAnnotations;

    internal ValueToKeyMappingTransformer(IHostEnvironment env, IDataView input, ValueToKeyMappingEstimator.ColumnOptions[] columns, IDataView keyData)
        : base(env.Register("Term"), columns.Select(c => (c.OutputColumnName, c.InputColumnName)).ToArray())
    {
        _terms = new TermsTrainer(Host, input, columns).Train(keyData);
        _textAnnotations = columns.Select(c => c.AddKeyValueAnnotationsAsText).ToArray();
    }

    private ValueToKeyMappingTransformer(IHost host, ModelLoadContext ctx) : base(host, ctx)
    {
        _textAnnotations = ColumnPairs.Select(_ => ctx.Header.ModelVerWritten >= 0x00010003 && ctx.Reader.ReadByte() != 0).ToArray();
        Terms[] terms = null;
        if (!ctx.TryProcessSubModel(VocabularyDirectory, vocabulary => terms = LoadTerms(host, vocabulary)))
            throw host.ExceptDecode("Missing {0} model", VocabularyDirectory);
        _terms = terms;
    }

    private static VersionInfo Version
        => new("TERMTRNF", 0x00010003, 0x00010003, 0x00010001, typeof(ValueToKeyMappingTransformer).Assembly.FullName, LoaderSignature);

    private static VersionInfo VocabularyVersion
        => new("TERM MAN", 0x00010002, 0x00010002, 0x00010001, typeof(ValueToKeyMappingTransformer).Assembly.FullName, "TermManager");

    internal static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ValueToKeyMappingTransformer(env.Register("Term"), ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (bool asText in _textAnnotations)
            ctx.Writer.Write(asText);
        ctx.SaveSubModel(VocabularyDirectory, SaveTerms);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private void SaveTerms(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(VocabularyVersion);
        ctx.Writer.Write(_terms.Length);
        foreach (Terms terms in _terms)
            terms.Save(ctx);
        ctx.SaveTextStream("Terms.txt", writer =>
        {
            foreach (Terms terms in _terms)
                terms.WriteText(writer);
        });
    }

    private Terms[] LoadTerms(IHost host, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VocabularyVersion);
        int count = ctx.Reader.ReadInt32();
        host.CheckDecode(count == ColumnPairs.Length);
        bool onlyText = ctx.Header.ModelVerWritten < 0x00010002;
        return Enumerable.Range(0, count).Select(_ => Terms.Load(ctx, host, onlyText)).ToArray();
    }

    private sealed class Mapper : OneToOneMapperBase
    {
        private readonly ValueToKeyMappingTransformer _parent;

        public Mapper(ValueToKeyMappingTransformer parent, DataViewSchema inputSchema) : base(parent, inputSchema)
        {
            _parent = parent;
            for (int i = 0; i < parent._terms.Length; i++)
            {
                DataViewType item = Source(i).Type.ItemTypeOf();
                if (item is not PrimitiveDataViewType)
                    throw parent.Host.ExceptSchemaMismatch(nameof(inputSchema), "input", Source(i).Name,
                        "standard type or a vector of standard type", Source(i).Type.ToString());
                if (!item.Equals(parent._terms[i].ItemType))
                    throw parent.Host.Except($"Could not apply a map over type '{parent._terms[i].ItemType}' to column "
                        + $"'{parent.ColumnPairs[i].outputColumnName}' since it has type '{item}'");
            }
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => _parent.ColumnPairs.Select((pair, i) =>
            {
                Terms terms = _parent._terms[i];
                DataViewType type = Source(i).Type is VectorDataViewType vector ? new VectorDataViewType(terms.KeyType, vector.Dimensions) : terms.KeyType;
                var annotations = new DataViewSchema.Annotations.Builder();
                terms.Annotate(annotations, Source(i), _parent._textAnnotations[i]);
                annotations.Add(Source(i).Annotations, name => name == AnnotationUtils.Kinds.SlotNames);
                return new DataViewSchema.DetachedColumn(pair.outputColumnName, type, annotations.ToAnnotations());
            }).ToArray();

        protected override Delegate MakeGetter(DataViewRow input, int i, out Action disposer)
        {
            disposer = null;
            return _parent._terms[i].MakeGetter(input, Source(i));
        }
    }
}
