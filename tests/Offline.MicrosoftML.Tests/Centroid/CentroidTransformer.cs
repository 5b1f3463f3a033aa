using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Offline.MicrosoftML.Tests.Centroid;

[assembly: LoadableClass(typeof(CentroidTransformer), null, typeof(SignatureLoadModel), "Centroids", CentroidTransformer.LoaderSignature)]

namespace Offline.MicrosoftML.Tests.Centroid;

internal sealed class CentroidTransformer(IHostEnvironment env, CentroidModel model) : ITransformer, IDisposable
{
    internal const string LoaderSignature = "CentroidClassifier";

    public CentroidModel Model => model;

    public bool IsDisposed { get; private set; }

    public bool IsRowToRowMapper => true;

    private static VersionInfo Version => new("CENTROID", 0x00010001, 0x00010001, 0x00010001,
        typeof(CentroidTransformer).Assembly.GetName().Name, LoaderSignature);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => new CentroidMapper(model, inputSchema).OutputSchema;

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new CentroidMapper(model, inputSchema);

    public IDataView Transform(IDataView input)
    {
        env.Register("Centroid");
        return new CentroidView(new CentroidMapper(model, input.Schema), input);
    }

    public void Dispose() => IsDisposed = true;

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveNonEmptyString("centroids");
        ctx.SaveBinaryStream("Centroids", model.Write);
    }

    private static CentroidTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        Assert.Equal("centroids", ctx.LoadNonEmptyString());
        CentroidModel? model = null;
        if (!ctx.TryLoadBinaryStream("Centroids", reader => model = CentroidModel.Read(reader)))
            throw new InvalidDataException("the archive has no centroids");
        return new CentroidTransformer(env, model!);
    }
}
