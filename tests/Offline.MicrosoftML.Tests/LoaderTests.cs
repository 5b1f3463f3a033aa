using Microsoft.ML;
using Microsoft.ML.Data;

namespace Offline.MicrosoftML.Tests;

public sealed class LoaderTests : IDisposable
{
    private readonly MLContext _ml = new(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnet-ride-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lines_become_rows_without_header_comments_and_empty_lines()
    {
        string file = Write("# a comment\nImagePath,Label\na.png,cat\n\n  b c.png , dog\n//out\nc.png\n#d.png,owl\n");
        TextLoader.Column[] columns = [new("Label", DataKind.String, 1), new("ImagePath", DataKind.String, 0)];
        IDataView data = _ml.Data.LoadFromTextFile(file, columns, separatorChar: ',', hasHeader: true);

        Assert.Equal(["Label", "ImagePath"], data.Schema.Select(c => c.Name));
        Assert.Equal(["a.png", "b c.png ", "c.png", "#d.png"], data.GetColumn<string>("ImagePath"));
        Assert.Equal(["cat", "dog", "", "owl"], data.GetColumn<string>("Label"));
        Assert.Null(data.GetRowCount());
        Assert.False(data.CanShuffle);
    }

    [Fact]
    public void Columns_are_told_by_a_class()
    {
        IDataView data = _ml.Data.LoadFromTextFile<Line>(Write("a\tcat\nb\tdog\n"));

        Assert.Equal(["Label", "ImagePath"], data.Schema.Select(c => c.Name));
        Assert.Equal(["a", "b"], data.GetColumn<string>("ImagePath"));
        Assert.Throws<InvalidOperationException>(() => _ml.Data.CreateTextLoader<Unmarked>());
        Assert.ThrowsAny<ArgumentException>(() => _ml.Data.LoadFromTextFile<Line>(Path.Combine(_folder, "absent.csv")));
    }

    [Fact]
    public void A_model_is_saved_with_its_loader()
    {
        string file = Write("a\tcat\nb\tdog\n");
        TextLoader loader = _ml.Data.CreateTextLoader<Line>();
        ITransformer keys = _ml.Transforms.Conversion.MapValueToKey("Key", "Label").Fit(loader.Load(new MultiFileSource(file)));
        using var stream = new MemoryStream();
        _ml.Model.Save(keys, loader, stream);

        stream.Position = 0;
        ITransformer loaded = _ml.Model.LoadWithDataLoader(stream, out IDataLoader<IMultiStreamSource> loadedLoader);
        Assert.Equal(["cat", "dog"], loaded.Transform(loadedLoader.Load(new MultiFileSource(file))).GetColumn<string>("Label"));
        Assert.Equal([1u, 2u], loaded.Transform(loadedLoader.Load(new MultiFileSource(file))).GetColumn<uint>("Key"));

        stream.Position = 0;
        Assert.IsType(keys.GetType(), _ml.Model.Load(stream, out DataViewSchema schema));
        Assert.Equal(["Label", "ImagePath"], schema.Select(c => c.Name));
    }

    [Fact]
    public void A_model_without_a_loader_says_so()
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("Copy", "Label").Fit(_ml.Data.LoadFromTextFile<Line>(Write("a\tcat\n"))), (DataViewSchema?)null, stream);
        stream.Position = 0;
        Assert.Contains("Load method instead", Assert.Throws<InvalidOperationException>(() => _ml.Model.LoadWithDataLoader(stream, out _)).Message);
    }

    private string Write(string text)
    {
        string file = Path.Combine(_folder, "lines.txt");
        File.WriteAllText(file, text);
        return file;
    }

    private sealed class Line
    {
        [LoadColumn(1)]
        public string Label { get; set; } = "";

        [LoadColumn(0)]
        public string ImagePath { get; set; } = "";
    }

    private sealed class Unmarked
    {
        public string Label { get; set; } = "";
    }
}
