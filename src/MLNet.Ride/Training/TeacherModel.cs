using System.IO.Compression;
using MLNet.Ride.Persistence;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Models;

namespace MLNet.Ride.Training;

/// <summary>A copy of a trained network for use as a teacher or as initial weights, with its class names.</summary>
internal sealed class TeacherModel(RideModel model, IReadOnlyList<string> classNames) : IDisposable
{
    public RideModel Model { get; } = model;

    public void Dispose() => Model.Dispose();

    /// <summary>Reads only the network of a saved model.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file contains no RIDE classifier, or a damaged one.</exception>
    public static TeacherModel Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"The teacher '{path}' does not exist: set TeacherPath to a model file written by mlContext.Model.Save.", path);
        }

        try
        {
            using ZipArchive file = ZipFile.OpenRead(path);
            Checksums? sums = Find(file, Checksums.Entry) is { } entry ? Checksums.Read(Content(entry, Checksums.LargestSize)) : null;
            ModelCard card = ModelFile.ReadCard(Content(Entry(file, ModelFile.CardEntry), ModelFile.LargestCard), sums);
            ZipArchiveEntry weights = Entry(file, ModelFile.WeightsEntry);
            ModelFile.CheckWeightsLength(weights.Length, card.Network);
            return new TeacherModel(ModelFile.ReadWeights(Content(weights, Array.MaxLength), card.Network, sums), Names(card));
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException)
        {
            throw new InvalidDataException(
                $"'{path}' cannot be the teacher ({error.Message.TrimEnd('.')}). Set TeacherPath to a model file with a trained RIDE classifier.", error);
        }
    }

    /// <summary>
    /// Returns, for each class of a label column, the index of the class of the same name in this model, or −1; null if all classes are the
    /// same.
    /// </summary>
    public int[]? ClassesOf(ClassNames? names, int classCount)
    {
        string[] wanted = Names(names, classCount);
        if (wanted.SequenceEqual(classNames))
        {
            return null;
        }

        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int c = 0; c < classNames.Count; c++)
        {
            classes.TryAdd(classNames[c], c);
        }

        return [.. wanted.Select(name => classes.GetValueOrDefault(name, -1))];
    }

    public static IReadOnlyList<string> Names(ModelCard card) => Names(card.ClassNames, card.Network.ClassCount);

    /// <exception cref="ArgumentException">The label column has other classes than the teacher, or another order.</exception>
    public void CheckClasses(ClassNames? names, int classCount)
    {
        IReadOnlyList<string> expected = Names(names, classCount);
        int different = Enumerable.Range(0, Math.Min(expected.Count, classNames.Count)).FirstOrDefault(c => expected[c] != classNames[c], -1);
        string? difference = different >= 0
            ? $"class {different + 1} is '{classNames[different]}' for the teacher and '{expected[different]}' in the training data"
            : classNames.Count != expected.Count ? $"the teacher has {classNames.Count} classes and the training data {expected.Count}" : null;
        if (difference is not null)
        {
            throw new ArgumentException(
                $"Teacher and training data must have the same classes in the same order, but {difference}. Create the label's key from the same "
                + "values as the teacher's: MapValueToKey with a keyData of its class names keeps their order.");
        }
    }

    private static string[] Names(ClassNames? names, int classCount) => [.. Enumerable.Range(0, classCount).Select(c => ClassNames.Name(names, c))];

    private static ZipArchiveEntry? Find(ZipArchive file, string name)
        => file.Entries.FirstOrDefault(e => IsNamed(e.FullName.Replace('\\', '/'), name));

    private static ZipArchiveEntry Entry(ZipArchive file, string name)
        => Find(file, name) ?? throw new InvalidDataException($"it has no {name}");

    private static MemoryStream Content(ZipArchiveEntry entry, long most)
    {
        if (entry.Length > most)
        {
            throw new InvalidDataException($"its {entry.Name} has {entry.Length} bytes, more than {most}");
        }

        using Stream compressed = entry.Open();
        var content = new MemoryStream();
        compressed.CopyTo(content);
        content.Position = 0;
        return content;
    }

    private static bool IsNamed(string path, string name) => path == name || path.EndsWith("/" + name, StringComparison.Ordinal);
}
