using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data.Native;

/// <summary>The few functions of libgd that are needed.</summary>
internal static unsafe partial class Gd
{
    private const string Library = "gd";

    private static readonly string[] _fileNames = ["libgd.so.3", "libgd.so", "libgd.3.dylib", "libgd.dylib", "libgd.dll", "gd.dll", "bgd.dll"];

    static Gd()
    {
        NativeLibrary.SetDllImportResolver(typeof(Gd).Assembly, (name, assembly, path) => name == Library ? Load(assembly, path) : 0);
        // Otherwise libgd writes to the standard error.
        gdSetErrorMethod(&Ignore);
    }

    public static GdHandle Create(int width, int height)
    {
        GdImage* image = gdImageCreateTrueColor(width, height);
        if (image == null)
            throw new OutOfMemoryException($"libgd could not make an image of {width} x {height}.");
        gdImageSaveAlpha(image, 1);
        return new GdHandle(image);
    }

    /// <summary>An invalid handle where the bytes are no image.</summary>
    public static GdHandle Decode(byte[] bytes)
    {
        GdImage* image;
        fixed (byte* data = bytes)
            image = Decode(data, bytes);
        if (image != null && image->IsTrueColor == 0)
            gdImagePaletteToTrueColor(image);
        return new GdHandle(image);
    }

    public static byte[] EncodePng(GdHandle image)
    {
        byte* data = gdImagePngPtr(image.Image, out int size);
        return Take(data, size);
    }

    public static byte[] EncodeJpeg(GdHandle image, int quality)
    {
        byte* data = gdImageJpegPtr(image.Image, out int size, quality);
        return Take(data, size);
    }

    public static byte[] EncodeWebp(GdHandle image, int quality)
    {
        byte* data = gdImageWebpPtrEx(image.Image, out int size, quality);
        return Take(data, size);
    }

    public static void Destroy(GdImage* image) => gdImageDestroy(image);

    private static GdImage* Decode(byte* data, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return gdImageCreateFromJpegPtr(bytes.Length, data);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return gdImageCreateFromPngPtr(bytes.Length, data);
        if (bytes.StartsWith("GIF8"u8))
            return gdImageCreateFromGifPtr(bytes.Length, data);
        if (bytes.StartsWith("BM"u8))
            return gdImageCreateFromBmpPtr(bytes.Length, data);
        if (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes.Slice(8, 4).SequenceEqual("WEBP"u8))
            return gdImageCreateFromWebpPtr(bytes.Length, data);
        return null;
    }

    private static byte[] Take(byte* data, int size)
    {
        if (data == null)
            throw new InvalidOperationException("libgd could not encode the image.");
        byte[] bytes = new ReadOnlySpan<byte>(data, size).ToArray();
        gdFree(data);
        return bytes;
    }

    private static nint Load(System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        foreach (string name in _fileNames)
        {
            if (NativeLibrary.TryLoad(name, assembly, path, out nint handle))
                return handle;
        }

        throw new DllNotFoundException("Images need libgd, which was not found. Install it (Debian and Ubuntu: apt-get install libgd3).");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(int priority, byte* format, nint arguments)
    {
    }
}
