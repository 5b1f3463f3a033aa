namespace QuickStart.Drawing;

/// <summary>What a figure is filled with.</summary>
internal enum Pattern
{
    Plain,
    Striped,
    Dotted,
}
