using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Data.Labels;

namespace MLNet.Ride.Data;

/// <summary>CIFAR binary files as rows, read from disk as the cursor moves.</summary>
internal sealed class CifarView : IDataView
{
    private readonly CifarFiles _files;
    private readonly ReadOnlyMemory<char>[]? _names;

    public CifarView(CifarFiles files, string? classNamesFile)
    {
        _files = files;
        _names = classNamesFile is null ? null : ReadNames(classNamesFile);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("Label", _names is null ? NumberDataViewType.UInt32 : TextDataViewType.Instance);
        schema.AddColumn("Image", new VectorDataViewType(NumberDataViewType.Byte, CifarFiles.PixelBytes));
        if (files.Format == CifarFormat.Cifar100)
        {
            schema.AddColumn("CoarseLabel", NumberDataViewType.UInt32);
        }

        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => _files.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new CifarCursor(Schema, _files, [.. columnsNeeded.Select(c => c.Index)], Name);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private static ReadOnlyMemory<char>[] ReadNames(string file)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"The class names file '{file}' does not exist.", file);
        }

        string[] names = TextFile.Read<string[]>(file, reader => [.. TextFile.Lines(reader).Select(LabelText.Of).Where(name => name.Length > 0)]);
        return names.Length > 0
            ? [.. names.Select(name => name.AsMemory())]
            : throw new InvalidDataException($"The file '{file}' contains no class names: it must have one per line.");
    }

    private ReadOnlyMemory<char> Name(int label)
        => label < _names!.Length
            ? _names[label]
            : throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"A record has the label {label}, but there are only {_names.Length} class names."));
}
