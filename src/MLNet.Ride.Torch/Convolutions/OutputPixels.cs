using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MLNet.Ride.Torch.Convolutions;

/// <summary>16 channels of a block of output pixels, and what is done to them before they are written: bias, an addend, ReLU.</summary>
/// <param name="pixels">The first pixel.</param>
/// <param name="added">Its addend, in a map of the same shape; null for none.</param>
/// <param name="row">From one row of pixels to the next.</param>
/// <param name="column">From one pixel to the next.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of pixels in a row.</param>
/// <param name="bias">Bias of the channels.</param>
/// <param name="lowest">What is the least that is written: 0 for ReLU, −∞ without it.</param>
internal readonly unsafe ref struct OutputPixels(
    float* pixels, float* added, nint row, nint column, int rows, int columns, Vector512<float> bias, Vector512<float> lowest)
{
    private readonly float* _pixels = pixels;
    private readonly float* _added = added;
    private readonly Vector512<float> _bias = bias;
    private readonly Vector512<float> _lowest = lowest;

    public nint Row { get; } = row;

    public nint Column { get; } = column;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Writes 16 channels of the pixel at a distance from the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(Vector512<float> value, nint pixel)
    {
        value += _bias;
        if (_added is not null)
        {
            value += Vector512.Load(_added + pixel);
        }

        Lanes.AtLeast(_lowest, value).Store(_pixels + pixel);
    }
}
