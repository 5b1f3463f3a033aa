namespace MLNet.Ride.Torch.Options;

/// <summary>Names of the mixing methods of the library, for <see cref="MixingOptions.Method"/>.</summary>
public static class Mixing
{
    /// <summary>Images are not mixed.</summary>
    public const string None = "none";

    /// <summary>Images of a batch are blended.</summary>
    public const string Mixup = "mixup";

    /// <summary>A box of one image is pasted into another.</summary>
    public const string CutMix = "cutmix";

    /// <summary>Boxes of class-balanced images are pasted, which puts rare classes on the backgrounds of frequent ones.</summary>
    public const string Cmo = "cmo";
}
