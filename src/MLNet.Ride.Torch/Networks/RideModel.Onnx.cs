using MLNet.Ride.Torch.Checkpoints;
using MLNet.Ride.Torch.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks;

/// <content>Export to ONNX.</content>
public sealed partial class RideModel
{
    /// <summary>
    /// Writes the model as an ONNX graph (opset 13), which takes <c>image</c> [N, 3, S, S]: red, green and blue from 0 to 255, S =
    /// <see cref="ModelDescription.ImageSize"/>; normalisation is within. <see cref="OnnxForm"/> tells the outputs. All numbers are single
    /// precision. The file is there as a whole or not at all.
    /// </summary>
    /// <param name="path">Path of the file; one that is there is replaced.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range or does not fit the model; the message names it.</exception>
    /// <exception cref="NotSupportedException">The file would be larger than the 2 GB that ONNX allows.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveOnnx(string path, OnnxExportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => SaveOnnx(stream, options));
    }

    /// <summary>Writes the model as an ONNX graph, as <see cref="SaveOnnx(string, OnnxExportOptions)"/> does.</summary>
    /// <param name="onnx">Stream that is written to and left open; it need not be seekable.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range or does not fit the model; the message names it.</exception>
    /// <exception cref="NotSupportedException">The file would be larger than the 2 GB that ONNX allows; nothing was written.</exception>
    public void SaveOnnx(Stream onnx, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(onnx);
        options ??= new();
        options.Validate(Description);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        OnnxModel.Of(this, options).Write(onnx);
    }
}
