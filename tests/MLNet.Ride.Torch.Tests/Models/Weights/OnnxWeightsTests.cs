using System.Runtime.InteropServices;
using Google.Protobuf;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Support;
using Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Tests.Models.Weights;

public sealed class OnnxWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => _folder.File("plain.onnx");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Initializers_are_found_by_their_names(bool raw)
    {
        using RideModel model = RideModel.Create(PlainResNet.Description(Backbones.ResNet20, 2), 1);
        using (NewDisposeScope())
        {
            Save(PlainResNet.State(Backbones.ResNet20).Where(entry => entry.Value.is_floating_point()), raw);
        }

        WeightsReport report = model.LoadWeights(File);

        PlainResNet.CheckFeatures(model);
        Assert.Contains("bn1.weight", report.Origins.Values);
    }

    [Fact]
    public void A_file_without_such_initializers_is_refused_with_what_to_do()
    {
        using RideModel model = RideModel.Create(PlainResNet.Description(Backbones.ResNet20, 2), 1);
        using DisposeScope scope = NewDisposeScope();

        Save([new("onnx::Conv_193", zeros(2, 3)), new("onnx::Conv_194", zeros(2))]);
        string message = Refused();
        Assert.Contains("are called onnx::Conv_193, onnx::Conv_194", message);
        Assert.Contains("TrainingMode.PRESERVE", message);
        Save([]);
        Assert.Contains("there are none", Refused());

        string Refused() => Assert.Throws<InvalidDataException>(() => model.LoadWeights(File)).Message;
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        using RideModel model = RideModel.Create(PlainResNet.Description(Backbones.ResNet20, 2), 1);
        using DisposeScope scope = NewDisposeScope();
        Save([new("bn1.running_mean", tensor([1f, 2f]))]);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        foreach (int length in Enumerable.Range(9, whole.Length - 9))
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            Assert.Contains(File, Assert.Throws<InvalidDataException>(() => model.LoadWeights(File)).Message);
        }

        Write(Initializer("bn1.running_mean", [1L << 62, 4], new float[2]));
        Assert.Contains("'bn1.running_mean' of shape [4611686018427387904, 4] has 8 bytes", Assert.Throws<InvalidDataException>(() => model.LoadWeights(File)).Message);
        TensorProto elsewhere = Initializer("bn1.running_mean", [2], new float[2]);
        elsewhere.DataLocation = TensorProto.Types.DataLocation.External;
        Write(elsewhere);
        Assert.Contains("save it as one file", Assert.Throws<InvalidDataException>(() => model.LoadWeights(File)).Message);
    }

    [Fact]
    public void A_network_of_CNTK_that_is_no_ResNet_is_refused()
    {
        using RideModel model = RideModel.Create(PlainResNet.Description(Backbones.ResNet20, 2), 1);
        var file = new ModelProto { IrVersion = 3, ProducerName = "CNTK", Graph = new GraphProto() };
        file.Graph.Initializer.Add(Initializer("Parameter1", [1, 3, 1, 1], new float[3]));
        file.Graph.Node.Add(new NodeProto { OpType = "Conv", Input = { "input", "Parameter1" }, Output = { "convolved" } });
        System.IO.File.WriteAllBytes(File, file.ToByteArray());

        Assert.Contains("its graph is not that of a ResNet", Assert.Throws<InvalidDataException>(() => model.LoadWeights(File)).Message);
    }

    private void Save(IEnumerable<KeyValuePair<string, Tensor>> state, bool raw = true)
        => Write([.. state.Select(entry => Initializer(entry.Key, entry.Value.shape, entry.Value.data<float>().ToArray(), raw))]);

    private void Write(params TensorProto[] initializers)
    {
        var model = new ModelProto { IrVersion = 8, ProducerName = "test", Graph = new GraphProto { Name = "graph" } };
        model.Graph.Initializer.AddRange(initializers);
        System.IO.File.WriteAllBytes(File, model.ToByteArray());
    }

    private static TensorProto Initializer(string name, long[] shape, float[] values, bool raw = true)
    {
        var initializer = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
        initializer.Dims.AddRange(shape);
        if (raw)
        {
            initializer.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values));
        }
        else
        {
            initializer.FloatData.AddRange(values);
        }

        return initializer;
    }
}
