using System.Text.Json;
using MLNet.Ride.Onnx.Tests.Support;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Onnx;
using MLNet.Ride.Torch.Tests;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;

namespace MLNet.Ride.Onnx.Tests;

/// <summary>What stands in the file besides the numbers, and what is refused.</summary>
public sealed class FileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RideModel _model = RideModel.Create(
        ReferenceModel.Description(2, HeadKind.Linear, 3) with { Backbone = "resnet20", ResizeShorterSide = 40, TrainingCounts = [30, 20, 10] }, 1);

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_file_tells_what_it_is()
    {
        OnnxContent file = Content(new() { ClassNames = ["Reh", "Häher", "\"Luchs\""], Temperature = 1.25 });
        Dictionary<string, string> texts = file.Messages(14).ToDictionary(text => text.Text(1), text => text.Text(2));

        Assert.Equal(7, file.Number(1));
        Assert.Equal("MLNet.Ride", file.Text(2));
        Assert.Equal(13, file.Messages(8).Single().Number(2));
        Assert.Equal(["Reh", "Häher", "\"Luchs\""], JsonSerializer.Deserialize<string[]>(texts["class_names"])!);
        Assert.Equal("[30,20,10]", texts["training_counts"]);
        Assert.Equal(file.Text(3), texts["library_version"]);
        Assert.Equal(
            ("AllExperts", "resnet20", "2", "3", "32", "40", "1.25", "13"),
            (texts["form"], texts["backbone"], texts["expert_count"], texts["class_count"], texts["image_size"], texts["resize_shorter_side"], texts["temperature"], texts["opset"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(6)]
    public void Inputs_and_outputs_have_names_and_shapes(int? batchSize)
    {
        OnnxContent graph = Content(new() { BatchSize = batchSize }).Messages(7).Single();

        Assert.Equal(["image", "logits", "probabilities"], graph.Messages(11).Concat(graph.Messages(12)).Select(value => value.Text(1)));
        OnnxContent[] sizes = [.. graph.Messages(11).Single().Messages(2).Single().Messages(1).Single().Messages(2).Single().Messages(1)];
        Assert.Equal([3, 32, 32], sizes[1..].Select(size => size.Number(1)));
        Assert.Equal(batchSize?.ToString() ?? "N", batchSize is null ? sizes[0].Text(2) : sizes[0].Number(1).ToString());
    }

    [Fact]
    public void Batch_norm_is_within_the_convolutions()
    {
        OnnxContent[] nodes = [.. Content(new()).Messages(7).Single().Messages(1)];

        Assert.DoesNotContain(nodes, node => node.Text(4) == "BatchNormalization");
        Assert.Equal(_model.State().Keys.Count(name => name.EndsWith("running_var", StringComparison.Ordinal)), nodes.Count(node => node.Text(4) == "Conv"));
        Assert.Equal(nodes.Length, nodes.Select(node => node.Text(3)).Distinct().Count());
    }

    [Fact]
    public void The_document_lists_the_operators()
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (HeadKind head in Enum.GetValues<HeadKind>())
        {
            foreach (string backbone in (string[])["resnet20", "resnet10"])
            {
                ModelDescription description = ReferenceModel.Description(3, head, 3) with { Backbone = backbone };
                using RideModel plain = RideModel.Create(description with { ExpertWeights = [0.2, 0.3, 0.5] }, 1);
                Collect(Content(plain, new()).Messages(7).Single());
                using RideModel routed = RideModel.Create(description with { RouterTopLogits = 2 }, 1);
                foreach (OnnxForm form in Enum.GetValues<OnnxForm>())
                {
                    Collect(Content(routed, new() { Form = form }).Messages(7).Single());
                }
            }
        }

        string document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "onnx.md"));
        string listed = document[(document.IndexOf("operators used: ", StringComparison.Ordinal) + 16)..].Split("; those of")[0];
        Assert.Equal(string.Join(", ", used), listed.ReplaceLineEndings(" "));

        void Collect(OnnxContent graph)
        {
            foreach (OnnxContent node in graph.Messages(1))
            {
                used.Add(node.Text(4));
                foreach (OnnxContent branch in node.Messages(5).SelectMany(attribute => attribute.Messages(6)))
                {
                    Collect(branch);
                }
            }
        }
    }

    [Fact]
    public void Exporting_leaves_the_model_as_it_was_and_no_tensor_behind()
    {
        long left = TensorCount.Left(() =>
        {
            bool training = _model.Network.training;
            _model.SaveOnnx(Stream.Null);
            Assert.Equal(training, _model.Network.training);
        });

        Assert.Equal(0, left);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        string path = _folder.File("again.onnx");
        _model.SaveOnnx(path);
        using var stream = new MemoryStream();
        _model.SaveOnnx(stream);

        Assert.Equal(File.ReadAllBytes(path), stream.ToArray());
    }

    [Fact]
    public void What_is_refused_leaves_the_file_of_before()
    {
        string path = _folder.File("model.onnx");
        File.WriteAllText(path, "before");

        Refused(new() { Form = OnnxForm.Routed }, "The model has no routers: export it as OnnxForm.AllExperts, or train with Routing.Enabled.");
        Refused(new() { Form = (OnnxForm)9 }, "Form");
        Refused(new() { BatchSize = 0 }, "BatchSize");
        Refused(new() { Temperature = 0 }, "Temperature");
        Refused(new() { ClassNames = ["one"] }, "ClassNames has 1 names, but the model has 3 classes.");

        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Folder));

        void Refused(OnnxExportOptions options, string message)
        {
            var error = Assert.ThrowsAny<ArgumentException>(() => _model.SaveOnnx(path, options));
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void More_than_two_gigabytes_are_refused()
    {
        OnnxModel.CheckLength(2_000_000_000);

        var error = Assert.Throws<NotSupportedException>(() => OnnxModel.CheckLength(2_147_000_000));

        Assert.Contains("fewer experts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_not_loaded()
    {
        string path = _folder.File("damaged.onnx");
        _model.SaveOnnx(path);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);

        Assert.Throws<InvalidOperationException>(() => OnnxRuntimeProcess.Score(path, new float[3 * 32 * 32], 1, 3, 32, 32));
    }

    private OnnxContent Content(OnnxExportOptions options) => Content(_model, options);

    private static OnnxContent Content(RideModel model, OnnxExportOptions options)
    {
        using var stream = new MemoryStream();
        model.SaveOnnx(stream, options);
        return new(stream.ToArray());
    }
}
