using Microsoft.ML;

namespace Offline.MicrosoftML.Tests;

internal static class Binary
{
    /// <summary>Writes the view to a file of its own and opens it; the file goes with the process's temporary folder.</summary>
    public static IDataView RoundTrip(MLContext ml, IDataView data)
    {
        string folder = Directory.CreateTempSubdirectory("mlnet-binary-").FullName;
        string path = Path.Combine(folder, "data.idv");
        using (FileStream file = File.Create(path))
            ml.Data.SaveAsBinary(data, file);
        return ml.Data.LoadFromBinary(path);
    }
}
