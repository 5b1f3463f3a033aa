using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Novelty;
using MLNet.Ride.Torch.Models.Onnx;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Onnx;

/// <summary>What an exported file holds besides the numbers, and what is refused.</summary>
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
    public void The_metadata_describes_the_model()
    {
        ModelProto file = File(_model, new() { ClassNames = ["Reh", "Häher", "\"Luchs\""], Temperature = 1.25 });
        Dictionary<string, string> texts = file.MetadataProps.ToDictionary(text => text.Key, text => text.Value);

        Assert.Equal((7, "MLNet.Ride", 13), (file.IrVersion, file.ProducerName, file.OpsetImport.Single().Version));
        Assert.Equal(["Reh", "Häher", "\"Luchs\""], JsonSerializer.Deserialize<string[]>(texts["class_names"])!);
        Assert.Equal("[30,20,10]", texts["training_counts"]);
        Assert.Equal(file.ProducerVersion, texts["library_version"]);
        Assert.Equal(
            ("AllExperts", "resnet20", "2", "3", "32", "40", "1.25", "13"),
            (texts["form"], texts["backbone"], texts["expert_count"], texts["class_count"], texts["image_size"], texts["resize_shorter_side"], texts["temperature"], texts["opset"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(6)]
    public void Inputs_and_outputs_have_names_and_shapes(int? batchSize)
    {
        using InferenceSession session = Session(new() { BatchSize = batchSize });

        (string name, NodeMetadata image) = session.InputMetadata.Single();
        Assert.Equal("image", name);
        Assert.Equal([batchSize ?? -1, 3, 32, 32], image.Dimensions);
        Assert.Equal(batchSize is null ? "N" : "", image.SymbolicDimensions[0]);
        Assert.Equal(["logits", "probabilities"], session.OutputMetadata.Keys.Order());
        Assert.All(session.OutputMetadata.Values, output => Assert.Equal([batchSize ?? -1, 3], output.Dimensions));
    }

    [Fact]
    public void Batch_norm_is_folded_into_the_convolutions()
    {
        NodeProto[] nodes = [.. File(_model).Graph.Node];

        Assert.DoesNotContain(nodes, node => node.OpType == "BatchNormalization");
        Assert.Equal(_model.State().Keys.Count(name => name.EndsWith("running_var", StringComparison.Ordinal)), nodes.Count(node => node.OpType == "Conv"));
        Assert.Equal(nodes.Length, nodes.Select(node => node.Name).Distinct().Count());
    }

    [Fact]
    public void The_document_lists_the_operators()
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((string backbone, HeadKind head) in Enum.GetValues<HeadKind>().Select(head => ("resnet20", head)).Append(("resnet10", HeadKind.Linear)))
        {
            ModelDescription description = ReferenceModel.Description(3, head, 3) with { Backbone = backbone, CosinePower = 0.5 };
            using RideModel weighted = RideModel.Create(description with { ExpertWeights = [0.2, 0.3, 0.5] }, 1);
            used.UnionWith(Operators(File(weighted).Graph));
            using RideModel routed = RideModel.Create(description with { RouterTopLogits = 2 }, 1);
            foreach (OnnxForm form in Enum.GetValues<OnnxForm>())
            {
                used.UnionWith(Operators(File(routed, new() { Form = form }).Graph));
            }
        }

        used.UnionWith(Operators(File(_model, new() { CalibrationImages = DrawnImages.Test(2, 1, _model.Description.ImageSize) }).Graph));
        foreach (NoveltyScore score in Enum.GetValues<NoveltyScore>())
        {
            using RideModel careful = TinyRide.Model(3);
            careful.SetNovelty(new NoveltyMeter(score, NoveltyMeter.IsOfFeatures(score) ? Distance(score) : null));
            used.UnionWith(Operators(File(careful, new() { NoveltyThreshold = 0 }).Graph));
        }

        string document = System.IO.File.ReadAllText(Path.Combine(Checkout.Root, "docs", "onnx.md"));
        Assert.Contains($"Operators used: {string.Join(", ", used)}. ", document.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Exporting_leaves_the_model_as_it_was_and_no_tensor_behind()
    {
        bool training = _model.Network.training;

        TensorCount.AssertNoneLeft(() => _model.SaveOnnx(Stream.Null));

        Assert.Equal(training, _model.Network.training);
    }

    [Fact]
    public void The_same_model_gives_the_same_bytes()
    {
        string path = _folder.File("again.onnx");
        _model.SaveOnnx(path);

        Assert.Equal(System.IO.File.ReadAllBytes(path), Bytes(_model));
    }

    [Fact]
    public void What_is_refused_leaves_the_file_of_before()
    {
        string path = _folder.File("model.onnx");
        System.IO.File.WriteAllText(path, "before");

        Refused(new() { Form = OnnxForm.Routed }, "The model has no routers: export it as OnnxForm.AllExperts, or train with Routing.Enabled.");
        Refused(new() { Form = (OnnxForm)9 }, "Form");
        Refused(new() { BatchSize = 0 }, "BatchSize");
        Refused(new() { Temperature = 0 }, "Temperature");
        Refused(new() { ClassOffsets = [1, 2] }, "ClassOffsets must be 3 finite numbers, one for each class, but has 2 values.");
        Refused(new() { ClassNames = ["one"] }, "ClassNames has 1 names, but the model has 3 classes.");

        Assert.Equal("before", System.IO.File.ReadAllText(path));
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
        byte[] bytes = Bytes(_model);

        Assert.Throws<OnnxRuntimeException>(() => new InferenceSession(bytes[..(bytes.Length / 2)]));
    }

    // Its numbers do not matter for the operators.
    private static FeatureDistance Distance(NoveltyScore score)
    {
        using DisposeScope scope = NewDisposeScope();
        return new(zeros(64), zeros(3, 64), zeros(3), score == NoveltyScore.Mahalanobis ? zeros(64, 64) : null);
    }

    private static IEnumerable<string> Operators(GraphProto graph)
        => graph.Node.SelectMany(node => node.Attribute.Where(attribute => attribute.G is not null).SelectMany(branch => Operators(branch.G)).Prepend(node.OpType));

    private static ModelProto File(RideModel model, OnnxExportOptions? options = null) => ModelProto.Parser.ParseFrom(Bytes(model, options));

    private static byte[] Bytes(RideModel model, OnnxExportOptions? options = null)
    {
        using var stream = new MemoryStream();
        model.SaveOnnx(stream, options);
        return stream.ToArray();
    }

    private InferenceSession Session(OnnxExportOptions options) => new(Bytes(_model, options));
}
