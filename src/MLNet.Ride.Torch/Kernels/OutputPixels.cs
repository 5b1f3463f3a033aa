using System.Runtime.CompilerServices;

namespace MLNet.Ride.Torch.Kernels;

/// <summary>A vector of channels of a block of output pixels, with the operations applied before writing: bias, addend, ReLU.</summary>
internal readonly unsafe ref struct OutputPixels<TLanes, T>
    where TLanes : unmanaged, ILanes<TLanes>
    where T : unmanaged
{
    /// <summary>The first pixel.</summary>
    public required T* Pixels { get; init; }

    /// <summary>Its addend, in a map of the same shape; null for none.</summary>
    public required T* Added { get; init; }

    /// <summary>Bias of the channels.</summary>
    public required float* Bias { get; init; }

    public required bool Rectified { get; init; }

    /// <summary>Distance from one row of pixels to the next.</summary>
    public required nint Row { get; init; }

    /// <summary>Distance from one pixel to the next.</summary>
    public required nint Column { get; init; }

    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>The lower bound of the output.</summary>
    public TLanes Lowest => Rectified ? default : TLanes.All(float.NegativeInfinity);

    /// <summary>Writes A vector of channels of the pixel at a distance from the first; the bias has already been added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(TLanes value, nint pixel, TLanes lowest)
    {
        if (Added is not null)
        {
            value += Lanes.Load<TLanes, T>(Added + pixel);
        }

        Lanes.Store(TLanes.AtLeast(lowest, value), Pixels + pixel);
    }
}
