using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
using Speed.Photos;
using Speed.Ride;
using TorchSharp;

namespace Speed.Gpu;

/// <summary>Speed of training on a device, and the memory that it takes there.</summary>
internal static class GpuTraining
{
    public const string Cuda = "cuda";

    private const int PhotoSize = 256;
    private const int PhotoCount = 1024;

    public static Result Measure(Measurement what, GpuTask task, Precision precision, torch.Device device)
    {
        double? before = UsedMegabytes(device);
        RideOptions options = RideNetworks.Options(what, precision);
        if (task == GpuTask.Photos)
        {
            (options.Backbone, options.ImageSize) = (Backbones.ResNet50, PhotoNetwork.ImageSize);
            (options.Augmentation.RandomResizedCrop, options.Augmentation.CropPadding, options.Augmentation.RotationDegrees) = (true, 0, 0);
        }

        using LabeledImages images = task == GpuTask.Cifar ? TrainingSpeed.CifarImages(what.TrainFile) : Photos();
        Result result = TrainingSpeed.Measure(what, images, options, device);
        return result with { GpuMegabytes = UsedMegabytes(device) - before };
    }

    /// <exception cref="InvalidOperationException">There is no such device.</exception>
    public static torch.Device Device(string name) => name == Cuda ? TorchRuntime.SelectDevice(0, fallbackToCpu: false) : torch.CPU;

    private static LabeledImages Photos()
    {
        var images = new LabeledImages(PhotoNetwork.ImageSize, PhotoNetwork.Classes);
        var random = new Random(1);
        for (int i = 0; i < PhotoCount; i++)
        {
            var pixels = new byte[3 * PhotoSize * PhotoSize];
            random.NextBytes(pixels);
            images.Add(pixels, PhotoSize, PhotoSize, i % PhotoNetwork.Classes);
        }

        return images;
    }

    // Of all processes; libtorch keeps what it once took, so that the end shows the peak.
    private static double? UsedMegabytes(torch.Device device)
    {
        if (device.type == DeviceType.CPU)
        {
            return null;
        }

        var start = new ProcessStartInfo("nvidia-smi", ["--query-gpu=memory.used", "--format=csv,noheader,nounits"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        return double.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }
}
