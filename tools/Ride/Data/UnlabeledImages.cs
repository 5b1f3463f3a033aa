using Microsoft.ML;

namespace MLNet.Ride.Tool.Data;

/// <summary>Images without labels, as rows for a pipeline that expects a label.</summary>
internal static class UnlabeledImages
{
    /// <summary>The images of a folder and of the folders in it.</summary>
    /// <exception cref="UserError">There are none.</exception>
    public static IDataView Load(MLContext ml, string folder, Action<string> warn)
        => Directory.Exists(folder)
            ? ml.Data.LoadFromEnumerable(ImageFiles.In(folder, warn).Select(path => new Row { ImagePath = path }).ToList())
            : throw new UserError($"The folder of unknown images '{folder}' does not exist.");

    private sealed class Row
    {
        public string ImagePath { get; set; } = string.Empty;

        public string Label { get; set; } = string.Empty;
    }
}
