using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One position of an index expression, laid out as offline/native/Shaping.cpp reads it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IndexPart
{
    internal const int Single = 0;
    internal const int Slice = 1;
    internal const int Tensor = 2;
    internal const int Ellipsis = 3;
    internal const int NewAxis = 4;
    internal const int Boolean = 5;

    internal int Kind;
    internal int Given;
    internal long Start;
    internal long Stop;
    internal long Step;
    internal IntPtr Handle;
}
