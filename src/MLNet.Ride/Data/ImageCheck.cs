using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Resampling;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Data;

/// <summary>Checks the image files named by a column, in parallel.</summary>
internal static class ImageCheck
{
    private const int BlockSize = 256;
    private const int MostNamed = 10;

    public static (IDataView Readable, ImageCheckReport Report) Run(
        IDataView data, string imagePathColumnName, string? imageFolder, UnreadableImages policy, bool decode, DecodingOptions decoding, CancellationToken cancellationToken)
    {
        OptionCheck.Defined(policy, nameof(policy));
        var file = new ImageFile(decode, decoding);
        var isReadable = new List<bool>();
        var unreadable = new List<UnreadableImage>();
        foreach (string[] paths in Paths(data, Column(data.Schema, imagePathColumnName), imageFolder ?? string.Empty).Chunk(BlockSize))
        {
            var problems = new string?[paths.Length];
            Parallel.For(
                0, paths.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => problems[i] = file.Problem(paths[i]));
            unreadable.AddRange(paths.Select((path, i) => new UnreadableImage(isReadable.Count + i + 1, path, problems[i] ?? string.Empty))
                .Where(image => image.Reason.Length > 0));
            isReadable.AddRange(problems.Select(problem => problem is null));
        }

        if (policy == UnreadableImages.Fail && unreadable.Count > 0)
        {
            throw Unreadable(unreadable, isReadable.Count);
        }

        var report = new ImageCheckReport(isReadable.Count - unreadable.Count, unreadable);
        return (RepeatedRowsView.Where(data, isReadable.Count, row => isReadable[row]), report);
    }

    private static DataViewSchema.Column Column(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name) ?? throw new ArgumentException(
            $"There is no column '{name}' of image paths. The columns are: {string.Join(", ", schema.Select(c => c.Name).Distinct())}. "
            + "Set imagePathColumnName to one of them.");
        return column.Type is TextDataViewType
            ? column
            : throw new ArgumentException($"Column '{name}' is of type {column.Type}, but must contain the paths of image files as text.");
    }

    private static IEnumerable<string> Paths(IDataView data, DataViewSchema.Column column, string folder)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> path = default;
        while (cursor.MoveNext())
        {
            getter(ref path);
            yield return Path.Combine(folder, path.ToString());
        }
    }

    private static InvalidDataException Unreadable(List<UnreadableImage> images, int rows)
    {
        IEnumerable<string> named = images.Take(MostNamed).Select(i => $"'{i.ImagePath}' (row {i.Row}): {i.Reason}");
        return new InvalidDataException(
            $"{images.Count} of {rows} images cannot be read: {string.Join("; ", named)}{(images.Count > MostNamed ? "; …" : string.Empty)}. "
            + $"Replace or remove them, or skip them with {nameof(UnreadableImages)}.{nameof(UnreadableImages.Skip)}.");
    }
}
