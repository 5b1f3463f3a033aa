using Microsoft.ML.Data;

namespace Notebooks.Tests;

/// <summary>A folder to run notebooks or apps in, with a few drawn pictures of three colors: frequent, less frequent, and rare.</summary>
public sealed class Workplace : IDisposable
{
    private static readonly (string Name, byte Red, byte Green, byte Blue, int TrainingImages)[] s_classes = [("red", 200, 40, 40, 24), ("green", 40, 200, 40, 12), ("blue", 40, 40, 200, 4)];

    private readonly TemporaryFolder _folder = new();

    public Workplace()
    {
        var random = new Random(1);
        foreach (var (name, red, green, blue, trainingImages) in s_classes)
        {
            for (int i = 0; i < trainingImages + 4; i++)
            {
                using MLImage image = MLImage.CreateFromPixels(8, 8, MLPixelFormat.Rgba32, Pixels(red, green, blue, random));
                image.Save(_folder.File("images", i < trainingImages ? "train" : "test", name, $"{i:000}.png"));
            }
        }
    }

    public string Folder => _folder.Path;

    /// <summary>What stands in place of a parameter's value, so that a run takes seconds.</summary>
    internal string Argument(Parameter parameter) => parameter.Name switch
    {
        "images" => Path.Combine(Folder, "images"),
        "epochs" => "1",
        _ => parameter.Value.Trim('"'),
    };

    public void Dispose() => _folder.Dispose();

    private static byte[] Pixels(byte red, byte green, byte blue, Random random)
        => [.. Enumerable.Range(0, 8 * 8).Select(_ => random.Next(-30, 31)).SelectMany(noise => new[] { (byte)(red + noise), (byte)(green + noise), (byte)(blue + noise), (byte)255 })];
}
