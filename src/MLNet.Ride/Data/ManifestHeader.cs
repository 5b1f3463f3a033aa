using MLNet.Ride.Data.Labels;
using MLNet.Ride.Data.Splits;

namespace MLNet.Ride.Data;

/// <summary>The columns of a manifest, whose names may be in any case.</summary>
internal sealed class ManifestHeader
{
    public const string SplitColumn = "Split";

    private const string PathColumn = "ImagePath";
    private const string LabelColumn = "Label";

    private readonly string _file;
    private readonly string _folder;
    private readonly string[] _names;
    private readonly int _path;
    private readonly int _label;
    private readonly int _split;

    /// <param name="file">The manifest.</param>
    /// <param name="header">Its first record; null if it has none.</param>
    /// <param name="labeled">Whether the images need labels.</param>
    /// <exception cref="InvalidDataException">There is no header, or it lacks a column or has one twice.</exception>
    public ManifestHeader(string file, DelimitedRecord? header, bool labeled = true)
    {
        _file = file;
        _folder = Path.GetDirectoryName(file) ?? string.Empty;
        _names = [.. (header ?? throw new InvalidDataException(
            $"The manifest '{file}' is empty. Its first line must name the columns: {PathColumn},{LabelColumn}.")).Fields.Select(name => name.Trim())];
        (_path, _label, _split) = (Place(PathColumn), Place(LabelColumn), Place(SplitColumn));
        if (_path < 0 || (labeled && _label < 0))
        {
            throw new InvalidDataException(
                $"The manifest '{file}' has no column {(_path < 0 ? PathColumn : LabelColumn)}. Its first line names the columns {string.Join(", ", _names.Select(n => $"'{n}'"))}, "
                + $"but must name {PathColumn}{(labeled ? $" and {LabelColumn}" : string.Empty)} (and may name {SplitColumn}), separated by commas or tabs.");
        }
    }

    public bool HasSplits => _split >= 0;

    public SplitImageRow Row(DelimitedRecord record)
    {
        string path = ImagePath(record);
        return new SplitImageRow
        {
            ImagePath = path,
            Label = LabelText.Of(Required(record, _label)),
            Split = HasSplits ? CommonName(record.Fields[_split].Trim()) : string.Empty,
        };
    }

    public string ImagePath(DelimitedRecord record)
    {
        if (record.Fields.Count != _names.Length)
        {
            throw new InvalidDataException(
                $"Line {record.Line} of manifest '{_file}' has {record.Fields.Count} fields, but the first line names {_names.Length} columns. "
                + "Enclose fields that contain the delimiter in double quotes.");
        }

        return ImagePaths.Join(_folder, Required(record, _path));
    }

    private static string CommonName(string split) => SplitName.Of(split) is { } part ? SplitName.Name(part) : split;

    private string Required(DelimitedRecord record, int column)
    {
        string value = record.Fields[column];
        return !string.IsNullOrWhiteSpace(value)
            ? value
            : throw new InvalidDataException($"Line {record.Line} of manifest '{_file}' has no {_names[column]}. Fill it in or delete the line.");
    }

    private int Place(string column)
    {
        int place = Array.FindIndex(_names, Is);
        return place == Array.FindLastIndex(_names, Is)
            ? place
            : throw new InvalidDataException($"The manifest '{_file}' has the column {column} twice. Remove or rename one of them.");

        bool Is(string name) => name.Equals(column, StringComparison.OrdinalIgnoreCase);
    }
}
