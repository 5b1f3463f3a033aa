namespace Speed.Gpu;

/// <summary>What is trained on a GPU, with 3 experts each.</summary>
internal enum GpuTask
{
    /// <summary>ResNet-32 on CIFAR-100 records.</summary>
    Cifar,

    /// <summary>ResNet-50 on drawn photos of 256×256 pixels, cropped at random to 224×224.</summary>
    Photos,
}
