using Microsoft.ML.Data;

namespace MLNet.Ride.Tests.Support;

/// <summary>Images whose class can be seen: a color for each class, with noise.</summary>
internal static class DrawnImages
{
    private static readonly (int Red, int Green, int Blue)[] s_colors = [(200, 40, 40), (40, 200, 40), (40, 40, 200), (200, 200, 40)];

    /// <summary>Pixels as BGRA, rows from the top.</summary>
    public static byte[] Bgra(int label, int seed, int width, int height)
    {
        (int red, int green, int blue) = s_colors[label];
        var random = new Random(seed);
        var pixels = new byte[width * height * 4];
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int noise = random.Next(-30, 31);
            pixels[i] = (byte)(blue + noise);
            pixels[i + 1] = (byte)(green + noise);
            pixels[i + 2] = (byte)(red + noise);
            pixels[i + 3] = 255;
        }

        return pixels;
    }

    public static MLImage Image(int label, int seed, int width = TinyRide.ImageSize, int height = TinyRide.ImageSize)
        => MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, Bgra(label, seed, width, height));

    /// <summary>Pixels as a red, a green and a blue plane.</summary>
    public static byte[] Planes(int label, int seed, int size = TinyRide.ImageSize)
    {
        byte[] bgra = Bgra(label, seed, size, size);
        int plane = size * size;
        return [.. Enumerable.Range(0, 3 * plane).Select(i => bgra[(4 * (i % plane)) + 2 - (i / plane)])];
    }

    public static void Save(string path, int label, int seed, int width = TinyRide.ImageSize, int height = TinyRide.ImageSize)
    {
        using MLImage image = Image(label, seed, width, height);
        image.Save(path);
    }

    public static byte[] Png(int label, int seed, int width = TinyRide.ImageSize, int height = TinyRide.ImageSize)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("image.png");
        Save(file, label, seed, width, height);
        return File.ReadAllBytes(file);
    }

    /// <summary>A folder per class: "blue", "green" and "red", with so many PNG files each.</summary>
    public static void SaveFolder(TemporaryFolder folder, string name, int red, int green, int blue)
    {
        (string Class, int Label, int Count)[] classes = [("red", 0, red), ("green", 1, green), ("blue", 2, blue)];
        foreach ((string @class, int label, int count) in classes)
        {
            for (int i = 0; i < count; i++)
            {
                Save(folder.File(name, @class, $"{i:D3}.png"), label, (100 * label) + i, TinyRide.ImageSize + 4, TinyRide.ImageSize + 2);
            }
        }
    }
}
