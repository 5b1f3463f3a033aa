using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Batches;

/// <summary>Images in height × width × channel order, or feature vectors, ready to become a tensor.</summary>
/// <param name="pixels">
/// The images in sequence, as normalized floats, or as bytes if there is a <see cref="Scaling"/>; the array may be longer than needed.
/// </param>
/// <param name="count">Number of images n.</param>
/// <param name="shape">Shape of an image.</param>
/// <param name="views">Number of views of each image: all images once, then all of them again.</param>
internal class ImageBatch(Array pixels, int count, InputShape shape, int views = 1)
{
    /// <summary>The memory of the images.</summary>
    public Array Memory => pixels;

    /// <summary>The normalized images.</summary>
    public float[] Pixels => (float[])pixels;

    /// <summary>The normalization that is left to the device; null if the images are normalized.</summary>
    public PixelScaling? Scaling { get; init; }

    public int Count => count;

    public InputShape Shape => shape;

    /// <summary>All views as [views·n, channels, S, S] with channels-last strides; on the CPU the tensor shares the <see cref="Memory"/> of normalized images.</summary>
    public Tensor Images(Device device)
    {
        using Tensor all = from_array(pixels);
        using Tensor used = all.narrow(0, 0, (long)views * count * shape.Length);
        using Tensor rows = used.view(views * count, shape.Size, shape.Size, shape.Channels);
        using Tensor planes = rows.permute(0, 3, 1, 2);
        return Scaling is null ? Sent(planes, device) : Scaling.Normalized(Sent(planes, device));
    }

    /// <summary>Sends a tensor to a device; a GPU fetches it from pinned memory while the host goes on.</summary>
    internal static Tensor Sent(Tensor onCpu, Device device)
    {
        if (device.type != DeviceType.CUDA)
        {
            return onCpu.to(device);
        }

        using Tensor pinned = onCpu.pin_memory();
        return pinned.to(device, non_blocking: true);
    }
}
