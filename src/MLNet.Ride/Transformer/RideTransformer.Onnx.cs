using Microsoft.ML;
using MLNet.Ride.Images;
using MLNet.Ride.Torch.Models.Onnx;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride;

/// <content>Export to ONNX.</content>
public sealed partial class RideTransformer
{
    private const int MostCalibrationImages = 500;

    /// <summary>
    /// Writes the network as an ONNX graph (opset 13), for apps without libtorch: <c>image</c> [N, 3, S, S], red, green and blue from 0 to
    /// 255 (with <see cref="LongTailedTrainer"/>: <c>features</c> [N, D]), to <c>logits</c> and <c>probabilities</c> [N, C] and, with
    /// routing, <c>experts_used</c> [N]; with <see cref="FitNovelty"/>, <c>novelty</c> and <c>is_known</c> [N]. The temperature of a calibrated model and <see cref="ClassOffsets"/> are applied, and the file contains the class names. The graph
    /// scores one view of an image. It is written atomically.
    /// </summary>
    /// <param name="path">Path of the file; an existing file is replaced.</param>
    /// <param name="form">
    /// What the graph computes; <see langword="null"/> for routing if the model has routers, otherwise all experts.
    /// </param>
    /// <param name="batchSize">Batch size N of the graph, at least 1; <see langword="null"/> for any number.</param>
    /// <param name="calibration">
    /// Rows with the feature column, such as some hundred training images in random order, of which at most 500 are used: the convolutions of the graph compute
    /// with 8-bit integers, whose ranges are those of these images (<see cref="OnnxExportOptions.CalibrationImages"/>); <see langword="null"/> for single
    /// precision.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The model has no routers for <see cref="OnnxForm.Routed"/>, a value is out of range, or <paramref name="calibration"/> has no images or is for a model of
    /// feature vectors.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    /// <exception cref="InvalidOperationException">The model averages several views (<see cref="TestTimeAugmentation"/>).</exception>
    /// <exception cref="NotSupportedException">The file would be larger than the 2 GB that ONNX allows.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveOnnx(string path, OnnxForm? form = null, int? batchSize = null, IDataView? calibration = null)
        => SaveOnnx(form, batchSize, calibration, options => _model.SaveOnnx(path, options));

    /// <summary>Writes the network as an ONNX graph, as <see cref="SaveOnnx(string, OnnxForm?, int?, IDataView?)"/> does.</summary>
    /// <param name="onnx">Stream to write to; left open. It need not be seekable.</param>
    /// <param name="form">
    /// What the graph computes; <see langword="null"/> for routing if the model has routers, otherwise all experts.
    /// </param>
    /// <param name="batchSize">Batch size N of the graph, at least 1; <see langword="null"/> for any number.</param>
    /// <param name="calibration">
    /// Rows with the feature column, such as some hundred training images in random order, of which at most 500 are used: the convolutions of the graph compute
    /// with 8-bit integers, whose ranges are those of these images (<see cref="OnnxExportOptions.CalibrationImages"/>); <see langword="null"/> for single
    /// precision.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The model has no routers for <see cref="OnnxForm.Routed"/>, a value is out of range, or <paramref name="calibration"/> has no images or is for a model of
    /// feature vectors.
    /// </exception>
    /// <exception cref="InvalidDataException">An image cannot be read; the message says which one.</exception>
    /// <exception cref="InvalidOperationException">The model averages several views (<see cref="TestTimeAugmentation"/>).</exception>
    /// <exception cref="NotSupportedException">The file would be larger than the 2 GB that ONNX allows; nothing was written.</exception>
    public void SaveOnnx(Stream onnx, OnnxForm? form = null, int? batchSize = null, IDataView? calibration = null)
        => SaveOnnx(form, batchSize, calibration, options => _model.SaveOnnx(onnx, options));

    private void SaveOnnx(OnnxForm? form, int? batchSize, IDataView? calibration, Action<OnnxExportOptions> save)
    {
        OnnxExportOptions options = OnnxOptions(form, batchSize);
        options.CalibrationImages = calibration is null ? null : _card.Network.Vectors is null ? FirstImages(calibration, MostCalibrationImages) : [];
        Use(() => save(options));
    }

    internal byte[][] FirstImages(IDataView rows, int most)
    {
        var source = new ImageSource(rows.Schema, _card.Columns, _card.Network.ImageSize, _card.Decoding);
        using DataViewRowCursor cursor = rows.GetRowCursor(source.Needed);
        Func<PendingImage> next = source.Reader(cursor);
        var images = new List<PendingImage>();
        while (images.Count < most && source.MoveNext(cursor, rows))
        {
            images.Add(next());
        }

        return PendingImage.Pixels(images, ImageFormat.Of(_card.Network));
    }

    private OnnxExportOptions OnnxOptions(OnnxForm? form, int? batchSize)
        => TestTimeAugmentation == TestTimeAugmentation.None
            ? new() { Form = form, BatchSize = batchSize, Temperature = Temperature, ClassOffsets = ClassOffsets, ClassNames = ClassNames, NoveltyThreshold = NoveltyThreshold }
            : throw new InvalidOperationException(
                $"The model averages several views of an image (test-time augmentation {TestTimeAugmentation}), which an ONNX graph does not, so that its scores would differ. "
                + $"Export WithTestTimeAugmentation({nameof(TestTimeAugmentation)}.{nameof(TestTimeAugmentation.None)}), and average the views in the app.");
}
