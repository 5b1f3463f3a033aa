using System.Runtime.InteropServices;
using System.Text.Json;
using MLNet.Ride.Torch.Formats.PyTorch;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Formats.PyTorch;

public class PyTorchFileTests
{
    private const string Checkpoint = "checkpoint_resnet32_2_experts_10_classes";

    [Fact]
    public void A_published_checkpoint_gives_the_logits_that_PyTorch_gives()
    {
        JsonElement figure = Figure.Load($"{Checkpoint}.json");
        using DisposeScope scope = NewDisposeScope();
        using RideModel model = RideModel.Create(ReferenceModel.Description(2, classes: 10));

        WeightsReport report = model.LoadWeights(Path.Combine(AppContext.BaseDirectory, "Figures", $"{Checkpoint}.pth"));

        model.Evaluate();
        Close.Values(figure.Floats("mean_logits"), model.Network.forward(ReferenceModel.Images(figure.Int("images"))).Floats(), 1e-4, "logits");
        Assert.Equal(model.State().Count, report.Matched.Count);
        Assert.Empty(report.Missing.Concat(report.Unexpected).Concat(report.OtherShape));
    }

    [Theory]
    [InlineData("FloatStorage", ScalarType.Float32)]
    [InlineData("DoubleStorage", ScalarType.Float64)]
    [InlineData("HalfStorage", ScalarType.Float16)]
    [InlineData("BFloat16Storage", ScalarType.BFloat16)]
    [InlineData("LongStorage", ScalarType.Int64)]
    [InlineData("IntStorage", ScalarType.Int32)]
    [InlineData("ShortStorage", ScalarType.Int16)]
    [InlineData("CharStorage", ScalarType.Int8)]
    [InlineData("ByteStorage", ScalarType.Byte)]
    [InlineData("BoolStorage", ScalarType.Bool)]
    public void Tensors_of_every_type_are_read_with_their_strides(string storage, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = tensor((float[])[9, 0, 1, 0, 1, 1, 0]).to_type(type);
        byte[] bytes = values.bytes.ToArray();

        using MemoryStream file = PyTorchArchive.OneTensor(storage, bytes, 7, 1, [3, 2], [1, 3]).Build();
        Tensor read = PyTorchFile.Read(file)["w"];

        Assert.Equal((type, "3,2"), (read.dtype, string.Join(',', read.shape)));
        Assert.Equal([0, 1, 1, 1, 0, 0], read.to_type(ScalarType.Float32).Floats());
    }

    [Fact]
    public void Other_content_of_a_checkpoint_is_skipped()
    {
        // {"config": pathlib.PosixPath("a"), "state_dict": OrderedDict({"w": tensor}), "epoch": 3}
        using MemoryStream file = new PyTorchArchive().Op('}').Op('(')
            .Text("config").Global("pathlib", "PosixPath").Op('(').Text("a").Op('t').Op('R').Op('}').Text("b").Op('N').Op('s').Op('b')
            .Text("state_dict").Global("collections", "OrderedDict").Op(')').Op('R')
            .Text("w").Global("torch._utils", "_rebuild_parameter").Op('(').Tensor("FloatStorage", "0", 2, 0, [2], [1]).Raw(0x88, (byte)')').Op('t').Op('R').Op('s')
            .Text("epoch").Number(3).Op('u')
            .Storage("0", MemoryMarshal.AsBytes<float>([1, 2]).ToArray()).Build();
        using DisposeScope scope = NewDisposeScope();

        Dictionary<string, Tensor> tensors = PyTorchFile.Read(file);

        Assert.Equal(["w"], tensors.Keys);
        Assert.Equal([1, 2], tensors["w"].Floats());
    }

    [Fact]
    public void Names_of_Python_2_and_parameters_of_the_first_PyTorch_are_read()
    {
        PyTorchArchive archive = new PyTorchArchive().Op('}').Raw((byte)'U', 1, (byte)'w').Global("torch.nn.parameter", "Parameter").Op('(')
            .Global("torch._utils", "_rebuild_tensor").Op('(')
            .Op('(').Raw((byte)'U', 7).Raw("storage"u8.ToArray()).Global("torch", "FloatStorage").Text("0").Text("cpu").Number(2).Op('N').Op('t').Op('Q')
            .Number(0).Numbers(2).Numbers(1).Op('t').Op('R').Op('t').Op('R').Op('s')
            .Storage("0", MemoryMarshal.AsBytes<float>([1, 2]).ToArray());
        using DisposeScope scope = NewDisposeScope();

        Dictionary<string, Tensor> tensors = PyTorchFile.Read(archive.Build());

        Assert.Equal([1, 2], Assert.Contains("w", tensors).Floats());
    }
}
