using Microsoft.ML;

namespace MLNet.Ride.Data;

/// <summary>Reads a table of images (data-schemas/image-manifest.schema.json).</summary>
internal sealed class ImageManifest
{
    public const string PathColumn = "ImagePath";
    public const string LabelColumn = "Label";
    public const string SplitColumn = "Split";

    private readonly string _file;
    private readonly string _folder;
    private readonly string[] _header;

    private ImageManifest(string file, DelimitedRecord? header)
    {
        _file = file;
        _folder = Path.GetDirectoryName(file) ?? string.Empty;
        _header = [.. (header ?? throw new InvalidDataException(
            $"The manifest '{file}' is empty. Its first line must name the columns: {PathColumn},{LabelColumn}.")).Fields.Select(name => name.Trim())];
        foreach (string column in new[] { PathColumn, LabelColumn })
        {
            if (Place(column) < 0)
            {
                throw new InvalidDataException(
                    $"The manifest '{file}' has no column {column}. Its first line names the columns {string.Join(", ", _header.Select(h => $"'{h}'"))}, "
                    + $"but must name {PathColumn} and {LabelColumn} (and may name {SplitColumn}), separated by commas or tabs.");
            }
        }
    }

    private bool HasSplits => Place(SplitColumn) >= 0;

    public static IDataView Load(DataOperationsCatalog catalog, string file, string? split)
    {
        using StreamReader reader = OpenText(file);
        char delimiter = File.ReadLines(file).FirstOrDefault()?.Contains('\t') == true ? '\t' : ',';
        using IEnumerator<DelimitedRecord> records = new DelimitedRecords(reader, delimiter, file).Read().GetEnumerator();
        var manifest = new ImageManifest(file, records.MoveNext() ? records.Current : null);
        var rows = new List<SplitImageRow>();
        while (records.MoveNext())
        {
            rows.Add(manifest.Row(records.Current));
        }

        return manifest.View(catalog, rows, split);
    }

    /// <summary>Opens a text file, in UTF-8 unless it has another byte-order mark.</summary>
    public static StreamReader OpenText(string file)
        => File.Exists(file)
            ? new StreamReader(file)
            : throw new FileNotFoundException($"The file '{file}' does not exist (full path: '{Path.GetFullPath(file)}').", file);

    private IDataView View(DataOperationsCatalog catalog, List<SplitImageRow> rows, string? split)
    {
        if (rows.Count == 0)
        {
            throw new InvalidDataException($"The manifest '{_file}' lists no images: add lines after the header.");
        }

        if (!HasSplits)
        {
            return split is null
                ? catalog.LoadFromEnumerable(rows.ConvertAll(r => new ImageRow { ImagePath = r.ImagePath, Label = r.Label }))
                : throw new InvalidDataException(
                    $"The manifest '{_file}' has no column {SplitColumn}, so the split '{split}' cannot be selected. Add the column, or omit the split.");
        }

        List<SplitImageRow> chosen = split is null ? rows : rows.FindAll(r => r.Split == split);
        return chosen.Count > 0
            ? catalog.LoadFromEnumerable(chosen)
            : throw new InvalidDataException(
                $"The manifest '{_file}' has no images in the split '{split}'. Its splits are "
                + $"{string.Join(", ", rows.GroupBy(r => r.Split).Select(s => $"'{s.Key}' ({s.Count()} images)"))}.");
    }

    private SplitImageRow Row(DelimitedRecord record)
    {
        if (record.Fields.Count != _header.Length)
        {
            throw new InvalidDataException(
                $"Line {record.Line} of manifest '{_file}' has {record.Fields.Count} fields, but the first line names {_header.Length} columns. "
                + "Enclose fields that contain the delimiter in double quotes.");
        }

        return new SplitImageRow
        {
            ImagePath = Path.Combine(_folder, Required(record, PathColumn)),
            Label = Required(record, LabelColumn),
            Split = HasSplits ? record.Fields[Place(SplitColumn)] : string.Empty,
        };
    }

    private string Required(DelimitedRecord record, string column)
    {
        string value = record.Fields[Place(column)];
        return value.Length > 0
            ? value
            : throw new InvalidDataException($"Line {record.Line} of manifest '{_file}' has no {column}. Fill it in or delete the line.");
    }

    private int Place(string column) => Array.FindIndex(_header, name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase));
}
