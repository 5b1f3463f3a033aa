using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Data;

/// <summary>A batch of images to learn from.</summary>
internal sealed class LabeledBatch(float[] pixels, long[] labels, int imageSize, int views = 1)
    : ImageBatch(pixels, labels.Length, imageSize, views)
{
    /// <summary>The labels as int64 [n].</summary>
    public Tensor Labels(Device device)
    {
        using Tensor onCpu = tensor(labels);
        return onCpu.to(device);
    }
}
