using MLNet.Ride.Torch.Formats.Onnx;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Networks.Layers;

/// <summary>The ranges of a convolution's input and output, measured on images.</summary>
internal sealed class ConvolutionRanges
{
    /// <summary>Range of the input.</summary>
    public ValueRange Input { get; private set; }

    /// <summary>Range of the output: with nothing added, and after ReLU if that follows at once.</summary>
    public ValueRange Output { get; private set; }

    /// <summary>Whether ReLU follows the convolution at once.</summary>
    public bool Rectified { get; private set; }

    public void Add(Tensor input, Tensor output, bool rectified)
    {
        (Input, Rectified) = (Input.With(input), rectified);
        Output = Output.With(output);
        Output = rectified ? Output with { Low = 0 } : Output;
    }
}
