using System.IO.Compression;

namespace Packaging.Tests;

/// <summary>Packages that no project packs.</summary>
internal static class HandMadePackage
{
    public static void Write(string folder, string id, string version, string[] libraries, string[] native)
    {
        using ZipArchive zip = ZipFile.Open(Path.Combine(folder, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var writer = new StreamWriter(zip.CreateEntry(id + ".nuspec").Open()))
        {
            writer.Write($"<package><metadata><id>{id}</id><version>{version}</version><authors>test</authors><description>test</description></metadata></package>");
        }

        foreach (string file in libraries)
        {
            zip.CreateEntryFromFile(file, "lib/net8.0/" + Path.GetFileName(file), CompressionLevel.NoCompression);
        }

        foreach (string file in native)
        {
            zip.CreateEntryFromFile(file, "runtimes/linux-x64/native/" + Path.GetFileName(file), CompressionLevel.NoCompression);
        }
    }
}
