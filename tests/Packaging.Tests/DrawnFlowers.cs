using Microsoft.ML.Data;

namespace Packaging.Tests;

/// <summary>Images of one color: daisies are bright, other flowers are dark.</summary>
internal static class DrawnFlowers
{
    public static void Write(string folder, string name, int count, int size)
    {
        Directory.CreateDirectory(folder);
        int brightness = name == "daisy" ? 200 : 60;
        for (int i = 0; i < count; i++)
        {
            byte[] pixels = [.. Enumerable.Range(0, size * size * 4).Select(place => place % 4 == 3 ? byte.MaxValue : (byte)(brightness + i))];
            using MLImage image = MLImage.CreateFromPixels(size, size, MLPixelFormat.Bgra32, pixels);
            image.Save(Path.Combine(folder, $"{i}.png"));
        }
    }
}
