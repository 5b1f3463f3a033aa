namespace MLNet.Ride;

/// <summary>Layout of the records of a CIFAR binary file.</summary>
public enum CifarFormat
{
    /// <summary>3,073 bytes: the label, then 3,072 bytes of pixels (red, green, blue plane, 32 rows of 32 each).</summary>
    Cifar10,

    /// <summary>3,074 bytes: the coarse label, the fine label, then the pixels as in <see cref="Cifar10"/>.</summary>
    Cifar100,
}
