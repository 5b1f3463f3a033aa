using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Methods.Distillation;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Persistence;

public sealed class SaveAndLoadTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_loaded_model_scores_as_the_saved_one(int routerTopLogits)
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: routerTopLogits);
        IDataView rows = _ml.Data.LoadFromEnumerable(PixelRow.Draw(4));
        using var loaded = Assert.IsType<RideTransformer>(Load(Save(model, rows.Schema)));
        Assert.Equal(Scores(model, rows), Scores(loaded, rows));
        Assert.Equal(model.ClassNames, loaded.ClassNames);
        Assert.Equal(model.TrainingCounts, loaded.TrainingCounts);
        Assert.Equal(model.Network.RouterTopLogits, loaded.Network.RouterTopLogits);
    }

    [Fact]
    public void A_causal_model_is_saved_with_its_direction()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, adapt: network =>
        {
            network.ReplaceHeads(HeadKind.Causal, 1);
            network.State()["backbone.linears.0.direction"].copy_(TorchSharp.torch.arange(48));
        });
        IDataView rows = _ml.Data.LoadFromEnumerable(PixelRow.Draw(4));
        using var loaded = Assert.IsType<RideTransformer>(Load(Save(model, rows.Schema)));
        using var zip = new ZipArchive(Save(model, null));
        using var reader = new StreamReader(ModelZip.Entry(zip, "Ride/network.json").Open());

        Assert.Equal(Scores(model, rows), Scores(loaded, rows));
        Assert.Equal((HeadKind.Causal, 1.5), (loaded.Network.Head, loaded.Network.CausalEffect));
        Assert.Empty(DataSchemas.Errors(DataSchemas.Network, JsonNode.Parse(reader.ReadToEnd())!));
    }

    [Fact]
    public void What_the_teacher_saw_is_saved_with_the_model()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, virtualExamples: [70.5, 50, 34.5]);
        using var loaded = Assert.IsType<RideTransformer>(Load(Save(model, null)));
        using var zip = new ZipArchive(Save(model, null));
        using var reader = new StreamReader(ModelZip.Entry(zip, "Ride/network.json").Open());

        Assert.Equal([70.5, 50, 34.5], loaded.VirtualExamples!.ByClass);
        Assert.Equal(new VirtualExampleBucket(1, 120, 70.5), loaded.VirtualExamples.Many);
        Assert.Empty(DataSchemas.Errors(DataSchemas.Network, JsonNode.Parse(reader.ReadToEnd())!));
    }

    [Fact]
    public void The_file_holds_a_description_and_safetensors_for_other_tools()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        using var zip = new ZipArchive(Save(model, null));
        ZipArchiveEntry card = ModelZip.Entry(zip, "Ride/network.json");
        using var reader = new StreamReader(card.Open());
        JsonNode json = JsonNode.Parse(reader.ReadToEnd())!;
        Assert.Equal("MLNet.Ride network", (string?)json["format"]);
        Assert.Equal(["red", "green", "blue"], json["classes"]!["names"]!.AsArray().Select(n => (string?)n));
        Assert.Equal([120, 30, 5], json["network"]!["trainingCounts"]!.AsArray().Select(n => (int)n!));
        Assert.Equal("resnet20", (string?)json["trainingOptions"]!["backbone"]);
        Assert.Empty(DataSchemas.Errors(DataSchemas.Network, json));
        using Stream weights = ModelZip.Entry(zip, "Ride/weights.safetensors").Open();
        var head = new byte[1000];
        weights.ReadExactly(head);
        Assert.Contains("backbone.conv1.weight", Encoding.UTF8.GetString(head));
    }

    [Fact]
    public async Task A_fresh_process_loads_the_file_with_nothing_to_call()
    {
        DrawnImages.SaveFolder(_folder, "train", 3, 3, 3);
        IDataView train = _ml.Data.LoadImageFolder(_folder.File("train"));
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"))
            .Append(_ml.Transforms.ResampleByClass())
            .Append(_ml.MulticlassClassification.Trainers.Ride(TinyRide.Options()))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var model = pipeline.Fit(train);
        string zip = _folder.File("model.zip");
        _ml.Model.Save(model, train.Schema, zip);

        IDataView scored = model.Transform(train);
        string[] paths = [.. scored.GetColumn<string>("ImagePath")];
        string[] lines = await RunLoadModelApp([zip, .. paths]);
        Assert.Equal(paths.Length, lines.Length);
        string[] labels = [.. scored.GetColumn<string>("PredictedLabel")];
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] parts = lines[i].Split(' ');
            Assert.Equal(labels[i], parts[0]);
            float[] printed = [.. parts[1..].Select(p => float.Parse(p, System.Globalization.CultureInfo.InvariantCulture))];
            Assert.Equal(scores[i], printed, (a, b) => MathF.Abs(a - b) < 1e-5f);
        }
    }

    [Fact]
    public void A_file_without_a_center_crop_is_read_as_before_there_was_one()
    {
        using var loaded = (RideTransformer)Load(Edited(json => Assert.True(json["network"]!.AsObject().Remove("resizeShorterSide"))));
        Assert.Null(loaded.Network.ResizeShorterSide);
    }

    [Fact]
    public void What_a_later_version_adds_is_passed_over_and_the_model_can_be_saved_again()
    {
        using var loaded = (RideTransformer)Load(Edited(json =>
        {
            json["later"] = new JsonObject { ["more"] = 1 };
            json["network"]!["later"] = new JsonArray(1, 2);
            json.AsObject().Remove("trainingOptions");
        }));
        using var again = (RideTransformer)Load(Save(loaded, null));
        Assert.Equal(PixelRow.Names, again.ClassNames);
    }

    [Fact]
    public void Checksums_are_those_of_the_command_sha256sum()
    {
        using var zip = new ZipArchive(Saved());
        using var reader = new StreamReader(ModelZip.Entry(zip, "SHA256SUMS").Open());
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["network.json", "weights.safetensors"], lines.Select(l => l[66..]));
        Assert.All(lines, line =>
        {
            using Stream content = ModelZip.Entry(zip, line[66..]).Open();
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)) + "  ", line[..66]);
        });
    }

    [Fact]
    public void A_number_that_changed_unnoticed_by_the_zip_is_noticed()
    {
        foreach (string entry in new[] { "network.json", "weights.safetensors" })
        {
            MemoryStream file = ModelZip.Change(Saved(), entry, bytes => [.. bytes[..^30], (byte)(bytes[^30] ^ 1), .. bytes[^29..]], reseal: false);
            string message = Messages(Assert.ThrowsAny<Exception>(() => Load(file)));
            Assert.Contains($"'Ride/{entry}' cannot be used (its SHA-256 checksum does not match", message);
        }
    }

    [Fact]
    public void Damaged_weights_are_reported()
    {
        Assert.Contains("Ride/weights.safetensors' cannot be used", Damage("weights.safetensors", bytes => bytes[..^100]));
        Assert.Contains("damaged", Damage("weights.safetensors", _ => []));
        Assert.Contains("the header", Damage("weights.safetensors", bytes => [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, .. bytes[8..]]));
    }

    [Fact]
    public void Damaged_descriptions_are_reported()
    {
        Assert.Contains("Ride/network.json' cannot be used", Damage("network.json", bytes => bytes[..^20]));
        Assert.Contains("format version is 9", Edit(json => json["formatVersion"] = 9));
        Assert.Contains("classCount is 2000000000", Edit(json => json["network"]!["classCount"] = 2_000_000_000));
        Assert.Contains("imageSize is 1000000", Edit(json => json["network"]!["imageSize"] = 1_000_000));
        Assert.Contains("resizeShorterSide is 7", Edit(json => json["network"]!["resizeShorterSide"] = 7));
        Assert.Contains("names 2 of 3 classes", Edit(json => json["classes"]!["names"]!.AsArray().RemoveAt(0)));
        Assert.Contains("trainingCounts", Edit(json => json["network"]!["trainingCounts"] = new JsonArray(1)));
        Assert.Contains("backbone 'other' is unknown", Edit(json => json["network"]!["backbone"] = "other"));
        Assert.Contains("a column has no name", Edit(json => json["columns"]!["score"] = string.Empty));
        Assert.Contains("scoringBatchSize is 0", Edit(json => json["scoringBatchSize"] = 0));
        Assert.Contains("temperature is 0", Edit(json => json["temperature"] = 0));
        Assert.Contains("classOffsets do not fit", Edit(json => json["classOffsets"] = new JsonArray(1, 2)));
        Assert.Contains("classOffsets do not fit", Edit(json => json["classOffsets"] = new JsonArray(1, 2, 1e9)));
        Assert.Contains("network", Edit(json => json["network"] = null));
        Assert.Contains("the weights of 16 experts for 3 classes have", Edit(json => json["network"]!["expertCount"] = 16));
        Assert.Contains("do not match the network", Edit(json => json["network"]!["expertCount"] = 1));
        Assert.Contains("'red' is not a value of type Single", Edit(json => json["classes"]!["type"] = "Single"));
    }

    [Fact]
    public void Files_from_before_calibration_load()
    {
        using var loaded = Assert.IsType<RideTransformer>(Load(Edited(json => Assert.True(json.AsObject().Remove("temperature")))));
        Assert.Equal(1, loaded.Temperature);
    }

    [Fact]
    public void A_file_without_weights_is_reported()
    {
        MemoryStream file = Saved();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            ModelZip.Entry(zip, "weights.safetensors").Delete();
        }

        Assert.Contains("it is missing", Messages(Assert.ThrowsAny<Exception>(() => Load(file))));
    }

    [Fact]
    public void A_file_that_is_no_zip_is_refused()
        => Assert.ThrowsAny<FormatException>(() => Load(new MemoryStream(Encoding.UTF8.GetBytes("not a model"))));

    private static async Task<string[]> RunLoadModelApp(string[] arguments)
    {
        ProgramRun run = await ProgramRun.Of("LoadModelApp.dll", arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private string Damage(string entry, Func<byte[], byte[]> change)
        => Messages(Assert.ThrowsAny<Exception>(() => Load(ModelZip.Change(Saved(), entry, change))));

    private string Edit(Action<JsonNode> change) => Messages(Assert.ThrowsAny<Exception>(() => Load(Edited(change))));

    private MemoryStream Edited(Action<JsonNode> change) => ModelZip.ChangeJson(Saved(), "network.json", change);

    private MemoryStream Saved()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        return Save(model, null);
    }

    private MemoryStream Save(ITransformer model, DataViewSchema? schema)
    {
        var stream = new MemoryStream();
        _ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return stream;
    }

    private ITransformer Load(MemoryStream stream)
    {
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private static string Messages(Exception? exception)
        => exception is null ? string.Empty : $"{exception.Message} | {Messages(exception.InnerException)}";

    private static float[] Scores(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>("Score").SelectMany(s => s)];
}
