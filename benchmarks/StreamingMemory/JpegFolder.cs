using Microsoft.ML.Data;

namespace StreamingMemory;

/// <summary>A folder of JPEG files of 256×256 pixels in ten classes, drawn once.</summary>
internal static class JpegFolder
{
    private const int Size = 256;
    private const int Classes = 10;
    private const int Block = 8;

    /// <summary>Draws the files that are not there yet, and tells the bytes of all.</summary>
    public static long Draw(string folder, int count)
    {
        for (int label = 0; label < Classes; label++)
        {
            Directory.CreateDirectory(Path.Combine(folder, $"class{label}"));
        }

        long bytes = 0;
        Parallel.For(0, count, i =>
        {
            string file = Path.Combine(folder, $"class{i % Classes}", $"{i:D6}.jpg");
            if (!File.Exists(file))
            {
                using MLImage image = MLImage.CreateFromPixels(Size, Size, MLPixelFormat.Bgra32, Pixels(i));
                image.Save(file);
            }

            Interlocked.Add(ref bytes, new FileInfo(file).Length);
        });
        return bytes;
    }

    // Blocks of color with a little noise compress as photos do.
    private static byte[] Pixels(int number)
    {
        var random = new Random(number);
        var blocks = new byte[Size / Block * (Size / Block) * 3];
        random.NextBytes(blocks);
        var pixels = new byte[Size * Size * 4];
        for (int i = 0; i < Size * Size; i++)
        {
            int block = ((i / Size / Block * (Size / Block)) + (i % Size / Block)) * 3;
            for (int c = 0; c < 3; c++)
            {
                pixels[(4 * i) + c] = (byte)Math.Clamp(blocks[block + c] + random.Next(-3, 4), 0, 255);
            }

            pixels[(4 * i) + 3] = 255;
        }

        return pixels;
    }
}
