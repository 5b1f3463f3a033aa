using Microsoft.ML.Data;

namespace QuickStart.Drawing;

/// <summary>A long-tailed training set and a balanced test set of drawn pictures, as PNG files in a folder per class.</summary>
internal static class SampleImages
{
    public const int MostTrainingImages = 300;
    public const int FewestTrainingImages = 5;
    public const int TestImages = 40;

    /// <summary>Training images of the class at a place in <see cref="PictureClass.All"/>: exponentially fewer from class to class.</summary>
    public static int TrainingCount(int place)
    {
        double fewest = (double)FewestTrainingImages / MostTrainingImages;
        return (int)Math.Round(MostTrainingImages * Math.Pow(fewest, place / (PictureClass.All.Count - 1.0)));
    }

    /// <summary>Writes train/ and test/ into a folder; the same seed writes the same pictures.</summary>
    /// <exception cref="UserError">The folder holds classes that were not drawn here.</exception>
    public static void Write(string folder, int seed, CancellationToken cancellation)
    {
        WriteSplit(Path.Combine(folder, "train"), new Random(seed), TrainingCount, cancellation);
        WriteSplit(Path.Combine(folder, "test"), new Random(~seed), _ => TestImages, cancellation);
    }

    private static void WriteSplit(string folder, Random random, Func<int, int> count, CancellationToken cancellation)
    {
        RefuseForeignClasses(folder);
        var painter = new Painter(random);
        for (int place = 0; place < PictureClass.All.Count; place++)
        {
            PictureClass of = PictureClass.All[place];
            string classFolder = Directory.CreateDirectory(Path.Combine(folder, of.Name)).FullName;
            for (int i = 0; i < count(place); i++)
            {
                cancellation.ThrowIfCancellationRequested();
                using MLImage image = MLImage.CreateFromPixels(Painter.PictureSize, Painter.PictureSize, MLPixelFormat.Rgba32, painter.Draw(of));
                image.Save(Path.Combine(classFolder, $"{i + 1:000}.png"));
            }
        }
    }

    private static void RefuseForeignClasses(string folder)
    {
        var drawn = PictureClass.All.Select(c => c.Name).ToHashSet();
        string? foreign = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).FirstOrDefault(d => !drawn.Contains(Path.GetFileName(d))) : null;
        if (foreign is not null)
        {
            throw new UserError($"{foreign} is not one of the classes that are drawn here. Name another folder with --output, or use your own images with --data.");
        }
    }
}
