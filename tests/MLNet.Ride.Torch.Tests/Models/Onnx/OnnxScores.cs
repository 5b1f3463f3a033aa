using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Onnx;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Tests.Reference;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace MLNet.Ride.Torch.Tests.Models.Onnx;

/// <summary>Exported models, scored by ONNX Runtime.</summary>
internal static class OnnxScores
{
    /// <summary>Exports a model and scores images with it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">Normalized images [N, 3, S, S], which are turned back into pixels.</param>
    /// <param name="options">Settings of the export.</param>
    /// <returns>The outputs by name, owned by the caller's dispose scope.</returns>
    public static IReadOnlyDictionary<string, Tensor> Of(RideModel model, Tensor images, OnnxExportOptions? options = null)
    {
        using var onnx = new MemoryStream();
        model.SaveOnnx(onnx, options);
        using var session = new InferenceSession(onnx.ToArray());
        using OrtValue pixels = OrtValue.CreateTensorValueFromMemory(Pixels(model.Description, images), images.shape);
        using var run = new RunOptions();
        using var outputs = session.Run(run, ["image"], [pixels], session.OutputNames);
        return session.OutputNames.Zip(outputs).ToDictionary(output => output.First, output => ToTorch(output.Second));
    }

    private static float[] Pixels(ModelDescription description, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor mean = tensor(description.Mean.ToArray(), 1, 3, 1, 1);
        Tensor deviation = tensor(description.StandardDeviation.ToArray(), 1, 3, 1, 1);
        return images.mul(deviation).add(mean).mul(byte.MaxValue).Floats();
    }

    private static Tensor ToTorch(OrtValue output)
    {
        OrtTensorTypeAndShapeInfo info = output.GetTensorTypeAndShape();
        return info.ElementDataType switch
        {
            TensorElementType.Int64 => tensor(output.GetTensorDataAsSpan<long>().ToArray(), info.Shape),
            TensorElementType.Bool => tensor(output.GetTensorDataAsSpan<bool>().ToArray(), info.Shape),
            _ => tensor(output.GetTensorDataAsSpan<float>().ToArray(), info.Shape),
        };
    }
}
