namespace MLNet.Ride.Data;

/// <summary>The paths of a manifest of any length, of which one is held in memory at a time. Labels are not needed.</summary>
internal static class ManifestPaths
{
    /// <summary>Reads the whole file once, to check it.</summary>
    /// <returns>Its paths, in the order of the lines, which are read again.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not a manifest with images; the message says why.</exception>
    public static IEnumerable<string> Of(string file)
    {
        char delimiter = TextFile.Read(file, DelimitedRecords.DelimiterOf);
        return TextFile.Read(file, reader => Read(file, reader, delimiter).Count()) > 0
            ? Read(file, delimiter)
            : throw new InvalidDataException($"The manifest '{file}' lists no images: add lines after the header.");
    }

    private static IEnumerable<string> Read(string file, char delimiter)
    {
        using StreamReader reader = TextFile.Open(file);
        foreach (string path in Read(file, reader, delimiter))
        {
            yield return path;
        }
    }

    private static IEnumerable<string> Read(string file, TextReader reader, char delimiter)
    {
        using IEnumerator<DelimitedRecord> records = new DelimitedRecords(reader, delimiter, file).Read().GetEnumerator();
        var header = new ManifestHeader(file, records.MoveNext() ? records.Current : null, labeled: false);
        while (records.MoveNext())
        {
            yield return header.ImagePath(records.Current);
        }
    }
}
