using SkiaSharp;

namespace MLNet.Ride.Images;

/// <summary>Where the pixels of a stored image belong in the upright one, by its EXIF orientation.</summary>
internal readonly struct Orientation
{
    private readonly int _first;
    private readonly int _right;
    private readonly int _down;

    private Orientation(int width, int height, int first, int right, int down)
        => (Width, Height, _first, _right, _down) = (width, height, first, right, down);

    /// <summary>Width of the upright image.</summary>
    public int Width { get; }

    /// <summary>Height of the upright image.</summary>
    public int Height { get; }

    /// <param name="origin">The EXIF orientation.</param>
    /// <param name="width">Width of the stored image.</param>
    /// <param name="height">Height of the stored image.</param>
    public static Orientation Of(SKEncodedOrigin origin, int width, int height)
    {
        (int w, int h) = origin >= SKEncodedOrigin.LeftTop ? (height, width) : (width, height);
        int lastColumn = w - 1, lastRow = w * (h - 1);
        return origin switch
        {
            SKEncodedOrigin.TopRight => new(w, h, lastColumn, -1, w),
            SKEncodedOrigin.BottomRight => new(w, h, lastColumn + lastRow, -1, -w),
            SKEncodedOrigin.BottomLeft => new(w, h, lastRow, 1, -w),
            SKEncodedOrigin.LeftTop => new(w, h, 0, w, 1),
            SKEncodedOrigin.RightTop => new(w, h, lastColumn, w, -1),
            SKEncodedOrigin.RightBottom => new(w, h, lastColumn + lastRow, -w, -1),
            SKEncodedOrigin.LeftBottom => new(w, h, lastRow, -w, 1),
            _ => new(w, h, 0, 1, w),
        };
    }

    /// <summary>Number of the pixel in the upright image, row by row.</summary>
    /// <param name="x">Column in the stored image.</param>
    /// <param name="y">Row in the stored image.</param>
    public int Place(int x, int y) => _first + (x * _right) + (y * _down);
}
