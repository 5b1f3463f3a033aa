using MLNet.Ride.Data.Labels;
using MLNet.Ride.Data.Splits;

namespace MLNet.Ride.Data;

/// <summary>A table of images (data-schemas/image-manifest.schema.json).</summary>
/// <param name="File">The file.</param>
/// <param name="Rows">Its images in the order of the lines; without a column Split, their split is empty.</param>
/// <param name="HasSplits">Whether it has a column Split.</param>
internal sealed record ImageManifest(string File, IReadOnlyList<SplitImageRow> Rows, bool HasSplits)
{
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not a manifest with images; the message says why.</exception>
    public static ImageManifest Read(string file, Action<string> warn)
    {
        char delimiter = TextFile.Read(file, DelimitedRecords.DelimiterOf);
        ImageManifest manifest = TextFile.Read(file, reader => Read(file, new DelimitedRecords(reader, delimiter, file)));
        LabelText.Report(manifest.Rows.Select(row => row.Label), warn);
        return manifest;
    }

    /// <summary>The images of each part.</summary>
    /// <exception cref="InvalidDataException">A value in the column Split is not the name of a part.</exception>
    public IReadOnlyDictionary<Split, IReadOnlyList<SplitImageRow>> Parts()
    {
        string[] unknown = [.. Rows.Where(row => SplitName.Of(row.Split) is null).GroupBy(row => row.Split, StringComparer.Ordinal).Select(g => $"'{g.Key}' ({g.Count()} images)")];
        return unknown.Length == 0
            ? Rows.GroupBy(row => SplitName.Of(row.Split)!.Value).ToDictionary(g => g.Key, g => (IReadOnlyList<SplitImageRow>)[.. g])
            : throw new InvalidDataException($"The manifest '{File}' has unknown values in the column Split: {string.Join(", ", unknown)}. Write {SplitName.Known}.");
    }

    /// <summary>The images of a split, which may have any name.</summary>
    /// <exception cref="InvalidDataException">There is no column Split, or there are no images of the split.</exception>
    public IReadOnlyList<SplitImageRow> OfSplit(string split)
    {
        if (!HasSplits)
        {
            throw new InvalidDataException(
                $"The manifest '{File}' has no column {ManifestHeader.SplitColumn}, so the split '{split}' cannot be selected. Add the column, or omit the split.");
        }

        IReadOnlyList<SplitImageRow>? chosen = SplitName.Of(split) is { } part ? Parts().GetValueOrDefault(part) : [.. Rows.Where(row => row.Split == split.Trim())];
        return chosen is { Count: > 0 }
            ? chosen
            : throw new InvalidDataException(
                $"The manifest '{File}' has no images in the split '{split}'. Its splits are "
                + $"{string.Join(", ", Rows.GroupBy(r => r.Split, StringComparer.Ordinal).Select(s => $"'{s.Key}' ({s.Count()} images)"))}.");
    }

    private static ImageManifest Read(string file, DelimitedRecords table)
    {
        using IEnumerator<DelimitedRecord> records = table.Read().GetEnumerator();
        var header = new ManifestHeader(file, records.MoveNext() ? records.Current : null);
        var rows = new List<SplitImageRow>();
        while (records.MoveNext())
        {
            rows.Add(header.Row(records.Current));
        }

        return rows.Count > 0
            ? new ImageManifest(file, rows, header.HasSplits)
            : throw new InvalidDataException($"The manifest '{file}' lists no images: add lines after the header.");
    }
}
