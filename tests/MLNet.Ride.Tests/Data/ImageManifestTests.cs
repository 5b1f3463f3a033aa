using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Data;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Data;

public sealed class ImageManifestTests : IDisposable
{
    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Paths_start_from_the_manifest_and_other_columns_are_passed_over()
    {
        IDataView rows = Load("Id,ImagePath,Label\n1,a/1.png,cat\n2,/data/2.png,dog\n");
        Assert.Equal(["ImagePath", "Label"], rows.Schema.Select(c => c.Name));
        Assert.Equal([Path.Combine(_folder.Path, "a/1.png"), "/data/2.png"], rows.GetColumn<string>("ImagePath"));
        Assert.Equal(["cat", "dog"], rows.GetColumn<string>("Label"));
        Assert.Equal(2, rows.GetRowCount());
    }

    [Fact]
    public void Byte_order_mark_CRLF_quotes_empty_lines_and_a_missing_last_line_end_are_read()
    {
        string[] labels = [.. Load("\uFEFFImagePath,Label\r\n\"a, b.png\",\"a \"\"cat\"\"\"\r\n\r\nc.png,\"two\nlines\"\r\nd.png,dog").GetColumn<string>("Label")];
        Assert.Equal(["a \"cat\"", "two\nlines", "dog"], labels);
    }

    [Fact]
    public void Tabs_may_stand_between_the_fields()
    {
        IDataView rows = Load("imagepath\tlabel\tsplit\na, b.png\tcat\ttrain\n");
        Assert.Equal([Path.Combine(_folder.Path, "a, b.png")], rows.GetColumn<string>("ImagePath"));
        Assert.Equal(["train"], rows.GetColumn<string>("Split"));
    }

    [Fact]
    public void A_split_may_be_chosen()
    {
        string file = Write("ImagePath,Label,Split\na.png,cat,train\nb.png,dog,test\nc.png,dog,train\n");
        Assert.Equal(["cat", "dog"], _ml.Data.LoadImageManifest(file, "train").GetColumn<string>("Label"));
        Assert.Equal(3, _ml.Data.LoadImageManifest(file).GetRowCount());
        string message = Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageManifest(file, "val")).Message;
        Assert.Contains("'train' (2 images), 'test' (1 images)", message);
        Assert.Contains("no column Split", Error("ImagePath,Label\na.png,cat\n", split: "train"));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("Path,Label\na.png,cat\n", "no column ImagePath. Its first line names the columns 'Path', 'Label'")]
    [InlineData("ImagePath;Label\na.png;cat\n", "no column ImagePath")]
    [InlineData("ImagePath,Class\na.png,cat\n", "no column Label")]
    [InlineData("ImagePath,Label\n", "lists no images")]
    [InlineData("ImagePath,Label\na.png,cat\nb.png\n", "Line 3 of manifest")]
    [InlineData("ImagePath,Label\na.png,cat,dog\n", "has 3 fields, but the first line names 2 columns")]
    [InlineData("ImagePath,Label\n\n\"x\ny\",cat\n,cat\n", "Line 5 of manifest")]
    [InlineData("ImagePath,Label\na.png,\n", "has no Label. Fill it in or delete the line")]
    [InlineData("ImagePath,Label\na.png,\"cat\n", "a quote is not closed")]
    [InlineData("ImagePath,Label\na.png,\"cat\"s\n", "text follows a field's closing quote")]
    public void A_wrong_manifest_is_reported_with_its_name(string content, string expected)
    {
        string message = Error(content);
        Assert.Contains(expected, message);
        Assert.Contains("images.csv", message);
    }

    [Fact]
    public void A_missing_manifest_is_named()
    {
        string missing = Path.Combine(_folder.Path, "gone.csv");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => _ml.Data.LoadImageManifest(missing)).Message);
    }

    [Theory]
    [InlineData("ImagePath,Label\na.png,cat\n", true)]
    [InlineData("ImagePath,Label,Split\n\"a,b.png\",cat,train\n", true)]
    [InlineData("ImagePath,Label,Split\na.png,cat,\n", true)]
    [InlineData("ImagePath,Label\n,cat\n", false)]
    [InlineData("ImagePath,Label\na.png,\n", false)]
    [InlineData("ImagePath,Split\na.png,train\n", false)]
    [InlineData("Label\ncat\n", false)]
    public void The_schema_and_the_loader_agree(string content, bool isValid)
    {
        DelimitedRecord[] records = [.. new DelimitedRecords(new StringReader(content), ',', "images.csv").Read()];
        var row = new JsonObject(records[0].Fields.Zip(records[1].Fields, (name, value) => KeyValuePair.Create(name, (JsonNode?)value)));
        IReadOnlyList<string> errors = DataSchemas.Errors(DataSchemas.ImageManifest, row);
        Assert.Equal(isValid, errors.Count == 0);
        Assert.Equal(isValid, Record.Exception(() => Load(content)) is null);
    }

    private string Error(string content, string? split = null)
        => Assert.Throws<InvalidDataException>(() => _ml.Data.LoadImageManifest(Write(content), split)).Message;

    private IDataView Load(string content) => _ml.Data.LoadImageManifest(Write(content));

    private string Write(string content)
    {
        string file = _folder.File("images.csv");
        File.WriteAllText(file, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return file;
    }
}
