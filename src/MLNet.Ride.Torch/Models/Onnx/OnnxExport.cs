using MLNet.Ride.Torch.Formats;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Onnx;

/// <summary>Export of models to ONNX.</summary>
public static class OnnxExport
{
    /// <summary>
    /// Writes a model as an ONNX graph (opset 13), which takes <c>image</c> [N, 3, S, S]: red, green and blue from 0 to 255, S =
    /// <see cref="NetworkDescription.ImageSize"/>; the graph includes normalization. A network on feature vectors takes <c>features</c> [N, D] instead. <see cref="OnnxForm"/> determines the outputs. All
    /// numbers are in single precision, unless there are <see cref="OnnxExportOptions.CalibrationImages"/>. The file is written atomically.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range or does not fit the model; the message names it.</exception>
    /// <exception cref="NotSupportedException">The file would be larger than the 2 GB that ONNX allows.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveOnnx(this RideModel model, string path, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => model.SaveOnnx(stream, options));
    }

    /// <summary>Writes a model as an ONNX graph, as <see cref="SaveOnnx(RideModel, string, OnnxExportOptions)"/> does.</summary>
    /// <param name="model">The model.</param>
    /// <param name="onnx">Stream to write to; left open. It need not be seekable.</param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range or does not fit the model; the message names it.</exception>
    /// <exception cref="NotSupportedException">The file would be larger than the 2 GB that ONNX allows; nothing was written.</exception>
    public static void SaveOnnx(this RideModel model, Stream onnx, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(onnx);
        options ??= new();
        OptionAnnotations.Check(options);
        Check(options, model.Description);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using RideModel? rounded = options.CalibrationImages is { } images ? Calibration.Measured(model, images) : null;
        OnnxModel.Of(rounded ?? model, options).Write(onnx);
    }

    /// <summary>Returns the form in which a model is exported.</summary>
    internal static OnnxForm FormFor(this OnnxExportOptions options, ModelDescription model)
        => options.Form ?? (model.RouterTopLogits > 0 ? OnnxForm.Routed : OnnxForm.AllExperts);

    private static void Check(OnnxExportOptions options, ModelDescription model)
    {
        if (options.Form == OnnxForm.Routed && model.RouterTopLogits == 0)
        {
            throw new ArgumentException(
                "The model has no routers: export it as OnnxForm.AllExperts, or train with Routing.Enabled.", nameof(OnnxExportOptions.Form));
        }

        if (options.CalibrationImages is { } images)
        {
            Calibration.Check(images, model);
        }

        if (options.ClassOffsets is { } offsets && (offsets.Count != model.ClassCount || !offsets.All(double.IsFinite)))
        {
            throw new ArgumentException(
                $"ClassOffsets must be {model.ClassCount} finite numbers, one for each class, but has {offsets.Count} values.", nameof(OnnxExportOptions.ClassOffsets));
        }

        if (options.ClassNames is { } names && names.Count != model.ClassCount)
        {
            throw new ArgumentException(
                $"ClassNames has {names.Count} names, but the model has {model.ClassCount} classes.", nameof(OnnxExportOptions.ClassNames));
        }
    }
}
