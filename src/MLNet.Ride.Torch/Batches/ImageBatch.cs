using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Batches;

/// <summary>Normalized images in height × width × channel order, or feature vectors, ready to become a tensor.</summary>
/// <param name="pixels">The images in sequence; the array may be longer than needed.</param>
/// <param name="count">Number of images n.</param>
/// <param name="shape">Shape of an image.</param>
/// <param name="views">Number of views of each image: all images once, then all of them again.</param>
internal class ImageBatch(float[] pixels, int count, InputShape shape, int views = 1)
{
    public float[] Pixels => pixels;

    public int Count => count;

    public InputShape Shape => shape;

    /// <summary>All views as [views·n, channels, S, S] with channels-last strides; on the CPU the tensor shares the memory of <see cref="Pixels"/>.</summary>
    public Tensor Images(Device device)
    {
        using Tensor all = from_array(pixels);
        using Tensor used = all.narrow(0, 0, (long)views * count * shape.Length);
        using Tensor rows = used.view(views * count, shape.Size, shape.Size, shape.Channels);
        using Tensor planes = rows.permute(0, 3, 1, 2);
        return Sent(planes, device);
    }

    /// <summary>Sends a tensor to a device; a GPU fetches it from pinned memory while the host goes on.</summary>
    protected static Tensor Sent(Tensor onCpu, Device device)
    {
        if (device.type != DeviceType.CUDA)
        {
            return onCpu.to(device);
        }

        using Tensor pinned = onCpu.pin_memory();
        return pinned.to(device, non_blocking: true);
    }
}
