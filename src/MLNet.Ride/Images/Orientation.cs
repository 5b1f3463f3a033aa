using SkiaSharp;

namespace MLNet.Ride.Images;

/// <summary>Where the pixels of a stored image belong in the upright one, by its EXIF orientation.</summary>
internal readonly struct Orientation
{
    private readonly int _first;
    private readonly int _down;

    private Orientation(int width, int height, int first, int right, int down)
        => (Width, Height, _first, Right, _down) = (width, height, first, right, down);

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

    /// <summary>Whether the stored image is the upright one.</summary>
    public bool IsUpright => (_first, Right, _down) == (0, 1, Width);

    /// <summary>Step in the upright image, in pixels, from a stored pixel to the one right of it.</summary>
    public int Right { get; }

    /// <summary>Place in the upright image, in pixels row by row, of the first pixel of a stored row.</summary>
    public int Row(int y) => _first + (y * _down);
}
