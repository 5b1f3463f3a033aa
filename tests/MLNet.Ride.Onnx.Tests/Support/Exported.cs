using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Onnx;
using MLNet.Ride.Torch.Tests.Reference;
using MLNet.Ride.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Onnx.Tests.Support;

/// <summary>Models scored by ONNX Runtime.</summary>
internal static class Exported
{
    /// <summary>Scores normalised images with the exported model, of which it makes pixels again.</summary>
    public static IReadOnlyDictionary<string, OnnxOutput> Score(RideModel model, Tensor images, OnnxExportOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.onnx");
        model.SaveOnnx(path, options);
        return OnnxRuntimeProcess.Score(path, Pixels(model.Description, images), [.. images.shape.Select(size => (int)size)]);
    }

    /// <summary>A model with drawn weights, in evaluation mode; its first router stops two of <see cref="ReferenceModel.Images"/> (4).</summary>
    public static RideModel Model(ModelDescription description)
    {
        RideModel model = RideModel.Create(description, 1);
        ReferenceModel.Fill(model);
        model.Evaluate();
        if (model.Router is not null)
        {
            Balance(model);
        }

        return model;
    }

    private static void Balance(RideModel model)
    {
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        float[] scores = [.. model.Router!.Scores(RoutingInputs.From(model.Network, ReferenceModel.Images(4)))[0].Floats().Order()];
        model.State()["backbone.expert_help_pred_fc.bias"].sub_((scores[1] + scores[2]) / 2);
    }

    private static float[] Pixels(ModelDescription description, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mean = tensor(description.Mean.ToArray(), 1, 3, 1, 1);
        Tensor deviation = tensor(description.StandardDeviation.ToArray(), 1, 3, 1, 1);
        return images.mul(deviation).add(mean).mul(byte.MaxValue).Floats();
    }
}
