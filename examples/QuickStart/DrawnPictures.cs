using MLNet.Ride.Display;

namespace QuickStart;

/// <summary>A long-tailed training set and a balanced test set of drawn pictures, as PNG files in a folder per class.</summary>
internal static class DrawnPictures
{
    public const int MostTrainingPictures = 250;
    public const int FewestTrainingPictures = 8;
    public const int TestPictures = 40;

    /// <summary>Training pictures of the class at a place in <see cref="PictureClass.All"/>: exponentially fewer from class to class.</summary>
    public static int TrainingCount(int place)
        => (int)Math.Round(MostTrainingPictures * Math.Pow((double)FewestTrainingPictures / MostTrainingPictures, place / (PictureClass.All.Count - 1.0)));

    /// <summary>Writes train/ and test/ into a folder; the same seed writes the same pictures.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="UserError">The folder holds classes that were not drawn here.</exception>
    public static string Write(string folder, int seed, CancellationToken cancellation)
    {
        Write(Path.Combine(folder, "train"), new Painter(new Random(seed)), TrainingCount, cancellation);
        Write(Path.Combine(folder, "test"), new Painter(new Random(~seed)), _ => TestPictures, cancellation);
        return folder;
    }

    private static void Write(string folder, Painter painter, Func<int, int> count, CancellationToken cancellation)
    {
        string? foreign = Directory.Exists(folder) ? Directory.GetDirectories(folder).FirstOrDefault(d => PictureClass.All.All(c => c.Name != Path.GetFileName(d))) : null;
        if (foreign is not null)
        {
            throw new UserError($"{foreign} is not one of the classes that are drawn here. Name another folder with --output.");
        }

        foreach ((int place, PictureClass of) in PictureClass.All.Index())
        {
            string classFolder = Directory.CreateDirectory(Path.Combine(folder, of.Name)).FullName;
            for (int i = 0; i < count(place); i++)
            {
                cancellation.ThrowIfCancellationRequested();
                painter.Draw(of, Path.Combine(classFolder, $"{i + 1:000}.png"));
            }
        }
    }
}
