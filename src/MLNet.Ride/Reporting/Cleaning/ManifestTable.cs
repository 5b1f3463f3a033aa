using Microsoft.ML;
using MLNet.Ride.Data.Cleaning;

namespace MLNet.Ride.Reporting.Cleaning;

/// <summary>All images of the data, as rows of a manifest.</summary>
internal sealed class ManifestTable
{
    private readonly Dictionary<string, int> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Part, int Row), int> _byPlace = [];

    /// <param name="sets">The data; it must consist of files.</param>
    /// <param name="folder">The folder of the manifest, from which its paths start.</param>
    /// <exception cref="ArgumentException">The data are not files.</exception>
    public ManifestTable(ImageSets sets, string folder)
    {
        HasParts = sets.AreSplit;
        var rows = new List<string[]>();
        foreach ((string part, IDataView images) in sets.AreFiles ? sets.Parts() : throw new ArgumentException("The data are pixels, but a manifest lists image files.", nameof(sets)))
        {
            foreach ((int row, string path, string label) in LabeledFiles.Rows(images))
            {
                // The images to train on come first.
                _byPath.TryAdd(path, rows.Count);
                _byPlace.Add((part, row), rows.Count);
                string relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
                rows.Add(HasParts ? [relative, label, part] : [relative, label]);
            }
        }

        Rows = rows;
    }

    /// <summary>Whether the data has parts, which the third column names.</summary>
    public bool HasParts { get; }

    /// <summary>Path from the folder of the manifest, label, and part if the data has parts.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>The row of a file.</summary>
    /// <exception cref="ArgumentException">The file does not belong to the data.</exception>
    public int RowOf(string path) => _byPath.TryGetValue(path, out int row) ? row : throw Foreign(path);

    /// <summary>The row of an image.</summary>
    /// <exception cref="ArgumentException">The image does not belong to the data.</exception>
    public int RowOf(ImageReference image) => _byPlace.TryGetValue((image.Part, image.Row), out int row) ? row : throw Foreign(image.ImagePath);

    /// <summary>The path of a row from the folder of the manifest.</summary>
    public string PathOf(int row) => Rows[row][0];

    private static ArgumentException Foreign(string? path) => new($"The image '{path}' does not belong to the data: pass the data in which errors were searched.");
}
