namespace QuickStart.Drawing;

/// <summary>Outline of a figure.</summary>
internal enum Shape
{
    Disc,
    Ring,
    Square,
    Triangle,
    Star,
    Cross,
    Crescent,
    Heart,
}
