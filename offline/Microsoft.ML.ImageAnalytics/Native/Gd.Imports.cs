using System.Runtime.InteropServices;

namespace Microsoft.ML.Data.Native;

internal static unsafe partial class Gd
{
    [LibraryImport(Library)]
    private static partial GdImage* gdImageCreateFromJpegPtr(int size, void* data);

    [LibraryImport(Library)]
    private static partial GdImage* gdImageCreateFromPngPtr(int size, void* data);

    [LibraryImport(Library)]
    private static partial GdImage* gdImageCreateFromGifPtr(int size, void* data);

    [LibraryImport(Library)]
    private static partial GdImage* gdImageCreateFromBmpPtr(int size, void* data);

    [LibraryImport(Library)]
    private static partial GdImage* gdImageCreateFromWebpPtr(int size, void* data);

    [LibraryImport(Library)]
    private static partial GdImage* gdImageCreateTrueColor(int sx, int sy);

    [LibraryImport(Library)]
    private static partial void gdImageSaveAlpha(GdImage* image, int saveAlpha);

    [LibraryImport(Library)]
    private static partial int gdImagePaletteToTrueColor(GdImage* image);

    [LibraryImport(Library)]
    private static partial byte* gdImagePngPtr(GdImage* image, out int size);

    [LibraryImport(Library)]
    private static partial byte* gdImageJpegPtr(GdImage* image, out int size, int quality);

    [LibraryImport(Library)]
    private static partial byte* gdImageWebpPtrEx(GdImage* image, out int size, int quality);

    [LibraryImport(Library)]
    private static partial void gdImageDestroy(GdImage* image);

    [LibraryImport(Library)]
    private static partial void gdFree(void* data);

    [LibraryImport(Library)]
    private static partial void gdSetErrorMethod(delegate* unmanaged[Cdecl]<int, byte*, nint, void> method);
}
