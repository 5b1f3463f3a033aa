using MLNet.Ride.Torch.Models.Onnx;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <content>Export to ONNX.</content>
public sealed partial class RideTransformer
{
    /// <summary>
    /// Writes the network as an ONNX graph (opset 13), for apps without libtorch: <c>image</c> [N, 3, S, S], red, green and blue from 0 to
    /// 255 (with <see cref="LongTailedTrainer"/>: <c>features</c> [N, D]), to <c>logits</c> and <c>probabilities</c> [N, C] and, with
    /// routing, <c>experts_used</c> [N]; with <see cref="FitNovelty"/>, <c>novelty</c> and <c>is_known</c> [N]. The temperature of a calibrated model is applied, and the file contains the class names. The graph
    /// scores one view of an image. It is written atomically.
    /// </summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    /// <param name="form">
    /// What the graph computes; <see langword="null"/> for routing if the model has routers, otherwise all experts.
    /// </param>
    /// <param name="batchSize">Batch size N of the graph, at least 1; <see langword="null"/> for any number.</param>
    /// <exception cref="ArgumentException">The model has no routers for <see cref="OnnxForm.Routed"/>, or a value is out of range.</exception>
    /// <exception cref="InvalidOperationException">The model averages several views (<see cref="TestTimeAugmentation"/>).</exception>
    /// <exception cref="NotSupportedException">The file would be larger than the 2 GB that ONNX allows.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveOnnx(string path, OnnxForm? form = null, int? batchSize = null)
        => Use(() => _model.SaveOnnx(path, OnnxOptions(form, batchSize)));

    /// <summary>Writes the network as an ONNX graph, as <see cref="SaveOnnx(string, OnnxForm?, int?)"/> does.</summary>
    /// <param name="onnx">Stream to write to; left open. It need not be seekable.</param>
    /// <param name="form">
    /// What the graph computes; <see langword="null"/> for routing if the model has routers, otherwise all experts.
    /// </param>
    /// <param name="batchSize">Batch size N of the graph, at least 1; <see langword="null"/> for any number.</param>
    /// <exception cref="ArgumentException">The model has no routers for <see cref="OnnxForm.Routed"/>, or a value is out of range.</exception>
    /// <exception cref="InvalidOperationException">The model averages several views (<see cref="TestTimeAugmentation"/>).</exception>
    /// <exception cref="NotSupportedException">The file would be larger than the 2 GB that ONNX allows; nothing was written.</exception>
    public void SaveOnnx(Stream onnx, OnnxForm? form = null, int? batchSize = null)
        => Use(() => _model.SaveOnnx(onnx, OnnxOptions(form, batchSize)));

    private OnnxExportOptions OnnxOptions(OnnxForm? form, int? batchSize)
        => TestTimeAugmentation == TestTimeAugmentation.None
            ? new() { Form = form, BatchSize = batchSize, Temperature = Temperature, ClassNames = ClassNames, NoveltyThreshold = NoveltyThreshold }
            : throw new InvalidOperationException(
                $"The model averages several views of an image (test-time augmentation {TestTimeAugmentation}), which an ONNX graph does not, so that its scores would differ. "
                + $"Export WithTestTimeAugmentation({nameof(TestTimeAugmentation)}.{nameof(TestTimeAugmentation.None)}), and average the views in the app.");
}
