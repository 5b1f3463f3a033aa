using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride;
using QuickStart.Prediction;

namespace QuickStart.Data;

/// <summary>CIFAR-10 or CIFAR-100 binary files.</summary>
internal sealed class CifarSource(MLContext ml, string description, IReadOnlyList<string> trainFiles, string testFile, string classNamesFile) : IImageSource
{
    public string Description => description;

    public IDataView Train { get; } = ml.Data.LoadCifarBinary(trainFiles, classNamesFile: classNamesFile);

    public IDataView Test { get; } = ml.Data.LoadCifarBinary(testFile, classNamesFile: classNamesFile);

    public IReadOnlyDictionary<string, int> TrainingCounts
        => field ??= ml.Data.CreateEnumerable<ClassLabel>(Train, reuseRowObject: true).CountBy(row => row.Label).ToDictionary();

    public IEstimator<ITransformer> Pipeline(RideTrainer trainer)
        => ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(trainer)
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    public IReadOnlyList<string> SampleFiles(IEnumerable<string> classes, string folder)
    {
        HashSet<string> wanted = [.. classes];
        var files = new List<string>();
        foreach (PixelInput image in ml.Data.CreateEnumerable<PixelInput>(Test, reuseRowObject: true).TakeWhile(_ => wanted.Count > 0))
        {
            if (wanted.Remove(image.Label))
            {
                string classFolder = Directory.CreateDirectory(Path.Combine(folder, image.Label)).FullName;
                files.Add(Path.Combine(classFolder, "first.png"));
                using MLImage picture = PlanarPixels.ToImage(image.Image);
                picture.Save(files[^1]);
            }
        }

        return files;
    }

    /// <summary>Class names for files that come without: a file with one in each line.</summary>
    public static string WriteNumberedNames(string folder)
    {
        string file = Path.Combine(Directory.CreateDirectory(folder).FullName, "class_names.txt");
        File.WriteAllLines(file, Enumerable.Range(0, byte.MaxValue + 1).Select(label => $"class-{label}"));
        return file;
    }
}
