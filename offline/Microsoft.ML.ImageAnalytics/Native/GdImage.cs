using System.Runtime.InteropServices;

namespace Microsoft.ML.Data.Native;

/// <summary>The beginning of libgd 2's gdImage, as gd.h lays it out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GdImage
{
    private const int MaxColors = 256;

    public byte** PaletteRows;
    public int Width;
    public int Height;
    public int ColorsTotal;
    public fixed int Red[MaxColors];
    public fixed int Green[MaxColors];
    public fixed int Blue[MaxColors];
    public fixed int Open[MaxColors];
    public int Transparent;
    public int* PolyInts;
    public int PolyAllocated;
    public void* Brush;
    public void* Tile;
    public fixed int BrushColorMap[MaxColors];
    public fixed int TileColorMap[MaxColors];
    public int StyleLength;
    public int StylePosition;
    public int* Style;
    public int Interlace;
    public int Thickness;
    public fixed int Alpha[MaxColors];
    public int IsTrueColor;
    public int** TrueColorRows;

    /// <summary>From 0 (opaque) … 127 to 255 … 0.</summary>
    public static int ToAlpha(int gdAlpha) => 255 - (gdAlpha << 1) - (gdAlpha >> 6);

    public static int FromAlpha(int alpha) => 127 - (alpha >> 1);
}
