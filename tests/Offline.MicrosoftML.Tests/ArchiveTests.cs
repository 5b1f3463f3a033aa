using System.IO.Compression;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Offline.MicrosoftML.Tests.Centroid;

namespace Offline.MicrosoftML.Tests;

public class ArchiveTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void An_archive_has_the_entries_of_MLNET()
    {
        using var archive = new ZipArchive(Saved(), ZipArchiveMode.Read);

        Assert.Equal(
            [
                "Schema", "TrainingInfo/Version.txt", "TransformerChain/Model.key", "TransformerChain/Transform_000/Model.key",
                "TransformerChain/Transform_000/Vocabulary/Model.key", "TransformerChain/Transform_000/Vocabulary/Terms.txt",
                "TransformerChain/Transform_001/Centroids", "TransformerChain/Transform_001/Model.key"
            ],
            archive.Entries.Select(e => e.FullName.Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_begins_with_its_header()
    {
        using var archive = new ZipArchive(Saved(), ZipArchiveMode.Read);
        using var key = new BinaryReader(archive.GetEntry("TransformerChain/Transform_001/Model.key")!.Open());

        byte[] header = key.ReadBytes(256);

        Assert.Equal("ML\0MODEL"u8, header.AsSpan(0, 8));
        Assert.Equal(0x00010002u, BitConverter.ToUInt32(header, 8));
        Assert.Equal("CENTROID"u8, header.AsSpan(0x40, 8));
        Assert.Equal("CentroidClassifier"u8, header.AsSpan(0x50, 18));
    }

    [Fact]
    public void The_terms_are_there_as_text()
    {
        using var archive = new ZipArchive(Saved(), ZipArchiveMode.Read);
        using var terms = new StreamReader(archive.GetEntry("TransformerChain/Transform_000/Vocabulary/Terms.txt")!.Open());

        Assert.Equal(["# Number of terms = 3", "0\tgreen", "1\tred", "2\tblue"], terms.ReadToEnd().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_loaded_chain_has_the_transformers_that_were_saved()
    {
        ITransformer loaded = new MLContext().Model.Load(Saved(), out _);

        var chain = Assert.IsType<TransformerChain<ITransformer>>(loaded);
        Assert.Equal(["ValueToKeyMappingTransformer", "CentroidTransformer"], chain.Select(t => t.GetType().Name));
        Assert.Equal(["green", "red", "blue"], ((CentroidTransformer)chain.LastTransformer).Model.Labels);
    }

    [Fact]
    public void The_input_schema_is_saved_with_its_annotations()
    {
        IDataView data = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(Points()).Transform(Points());
        var archive = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.Conversion.MapKeyToValue("Text", "Label").Fit(data), data.Schema, archive);
        archive.Position = 0;

        _ml.Model.Load(archive, out DataViewSchema schema);

        Assert.Equal(data.Schema.Select(c => c.ToString()), schema.Select(c => c.ToString()));
        Assert.Equal(data.Schema.Select(c => c.IsHidden), schema.Select(c => c.IsHidden));
        VBuffer<ReadOnlyMemory<char>> values = default;
        schema["Label"].GetKeyValues(ref values);
        Assert.Equal(["green", "red", "blue"], values.DenseValues().Select(v => v.ToString()));
    }

    [Fact]
    public void Without_a_schema_there_is_none_after_loading()
    {
        using var archive = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("B", "A").Fit(_ml.Data.LoadFromEnumerable(new[] { new { A = 1f } })), null, archive);
        archive.Position = 0;

        ITransformer loaded = _ml.Model.Load(archive, out DataViewSchema schema);

        Assert.Null(schema);
        Assert.Equal("ColumnCopyingTransformer", loaded.GetType().Name);
    }

    [Fact]
    public void What_is_no_archive_is_not_loaded()
        => Assert.Throws<FormatException>(() => _ml.Model.Load(new MemoryStream([1, 2, 3]), out _));

    [Fact]
    public void An_archive_whose_loader_fails_says_so()
    {
        MemoryStream archive = Saved();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true))
            zip.GetEntry("TransformerChain/Transform_001/Centroids")!.Delete();
        archive.Position = 0;

        Exception? error = Assert.ThrowsAny<Exception>(() => _ml.Model.Load(archive, out _));

        while (error is TargetInvocationException or InvalidOperationException)
            error = error.InnerException;
        Assert.Equal("the archive has no centroids", Assert.IsType<InvalidDataException>(error).Message);
    }

    [Fact]
    public void A_model_saved_by_MLNET_itself_is_loaded()
    {
        using FileStream archive = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Archives", "keys-and-columns.zip"));

        ITransformer loaded = _ml.Model.Load(archive, out DataViewSchema schema);

        Assert.Equal("Label: String, Features: Vector<Single, 2>", string.Join(", ", schema));
        IDataView scored = loaded.Transform(Points());
        Assert.Equal(Points().GetColumn<string>("Label"), scored.GetColumn<string>("Back"));
        Assert.Equal([2u, 3u, 1u], scored.GetColumn<uint>("Key").Distinct());
        Assert.Null(scored.Schema.GetColumnOrNull("Features"));
    }

    private IDataView Points() => _ml.Data.LoadFromEnumerable(Point.Clusters());

    private MemoryStream Saved()
    {
        IDataView data = Points();
        var archive = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.Conversion.MapValueToKey("Label").Append(new CentroidTrainer(_ml)).Fit(data), data.Schema, archive);
        archive.Position = 0;
        return archive;
    }
}
