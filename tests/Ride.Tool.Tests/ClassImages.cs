using Microsoft.ML.Data;

namespace MLNet.Ride.Tool.Tests;

/// <summary>Small images of classes that can be told apart.</summary>
internal static class ClassImages
{
    /// <summary>Writes a folder per class.</summary>
    public static void Write(string folder, IReadOnlyList<(string Name, int Count)> classes, int size = 16)
    {
        foreach ((int label, (string name, int count)) in classes.Index())
        {
            string classFolder = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            for (int i = 0; i < count; i++)
            {
                byte[] planes = Pictures.Planes(label, i, size);
                byte[] pixels = [.. Enumerable.Range(0, 4 * size * size).Select(p => p % 4 == 3 ? byte.MaxValue : planes[(p % 4 * size * size) + (p / 4)])];
                using MLImage image = MLImage.CreateFromPixels(size, size, MLPixelFormat.Rgba32, pixels);
                image.Save(Path.Combine(classFolder, $"{i}.png"));
            }
        }
    }
}
