using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Torch.Options;

/// <summary>Settings of an export to ONNX.</summary>
public sealed class OnnxExportOptions
{
    /// <summary>What the graph computes; <see langword="null"/> for <see cref="OnnxForm.Routed"/> if the model has routers, otherwise <see cref="OnnxForm.AllExperts"/>.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public OnnxForm? Form { get; set; }

    /// <summary>Number N of images in the graph's input, at least 1; <see langword="null"/> for any number.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(1, int.MaxValue)]
    public int? BatchSize { get; set; }

    /// <summary>Temperature, between 0.01 and 100, that divides the logits before the softmax.</summary>
    /// <value>The default value is 1.</value>
    [Range(0.01, 100)]
    public double Temperature { get; set; } = 1;

    /// <summary>Offsets of the C classes, added to the logits after the division by <see cref="Temperature"/>; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<double>? ClassOffsets { get; set; }

    /// <summary>Names of the C classes, stored in the file; <see langword="null"/> for none.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<string>? ClassNames { get; set; }

    /// <summary>
    /// Images of the network's input size (S · S · 3 bytes each, HWC), such as some hundred training images: the convolutions of the graph compute with 8-bit
    /// integers, whose ranges are those of these images. <see langword="null"/> for single precision.
    /// </summary>
    /// <remarks>
    /// Static quantization with a range for each value and a scale for each filter. Weights have 7 bits, because products of 8 bits overflow on processors without
    /// VNNI.
    /// </remarks>
    /// <value>The default value is <see langword="null"/>.</value>
    public IReadOnlyList<byte[]>? CalibrationImages { get; set; }

    /// <summary>
    /// Greatest novelty of a known image, with a model that measures it: adds the output <c>is_known</c>; <see langword="null"/> for
    /// <c>novelty</c> alone.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public double? NoveltyThreshold { get; set; }
}
