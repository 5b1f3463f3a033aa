using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>16 channels of a block of output pixels, and what is done to them before they are written: bias, an addend, ReLU.</summary>
internal readonly unsafe ref struct OutputPixels<T>
    where T : unmanaged
{
    /// <summary>The first pixel.</summary>
    public required T* Pixels { get; init; }

    /// <summary>Its addend, in a map of the same shape; null for none.</summary>
    public required T* Added { get; init; }

    /// <summary>Bias of the channels.</summary>
    public required float* Bias { get; init; }

    public required bool Rectified { get; init; }

    /// <summary>From one row of pixels to the next.</summary>
    public required nint Row { get; init; }

    /// <summary>From one pixel to the next.</summary>
    public required nint Column { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>The least that is written.</summary>
    public Vector512<float> Lowest => Rectified ? Vector512<float>.Zero : Vector512.Create(float.NegativeInfinity);

    /// <summary>Writes 16 channels of the pixel at a distance from the first; the bias is added already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<float> value, nint pixel, Vector512<float> lowest)
    {
        if (Added is not null)
        {
            value += Lanes.Load(Added + pixel);
        }

        Lanes.Store(Lanes.AtLeast(lowest, value), Pixels + pixel);
    }
}
