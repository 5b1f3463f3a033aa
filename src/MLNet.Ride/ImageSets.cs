using Microsoft.ML;
using MLNet.Ride.Data.Splits;

namespace MLNet.Ride;

/// <summary>
/// Labeled images in the parts that the data has: training, validation, and test images. Created by <c>mlContext.Data.LoadImageSets(…)</c>.
/// </summary>
public sealed class ImageSets
{
    private readonly string _source;
    private readonly IDataView? _all;
    private readonly IReadOnlyDictionary<Split, IDataView> _parts;

    private ImageSets(string source, bool areFiles, IDataView? all, IReadOnlyDictionary<Split, IDataView> parts)
    {
        _source = source;
        AreFiles = areFiles;
        _all = all;
        _parts = parts;
    }

    /// <summary>Images to train on: those of the training part, or all images if the data has no parts.</summary>
    /// <exception cref="InvalidOperationException">The data has parts, but no training part.</exception>
    public IDataView Train => _all ?? Of(Split.Train) ?? throw Missing(Split.Train);

    /// <summary>Images to validate on; <see langword="null"/> if the data has no such part.</summary>
    public IDataView? Validation => Of(Split.Validation);

    /// <summary>Images to test on; <see langword="null"/> if the data has no such part.</summary>
    public IDataView? Test => Of(Split.Test);

    /// <summary>Whether the data has parts.</summary>
    public bool AreSplit => _all is null;

    /// <summary>
    /// Whether images are files whose paths are in the column ImagePath (for <c>LoadRawImageBytes</c>); otherwise the column Image holds their pixels.
    /// </summary>
    public bool AreFiles { get; }

    /// <summary>What was skipped when the data was loaded, such as class folders without images: the warnings that were logged, as sentences.</summary>
    public IReadOnlyList<string> Skipped { get; internal set; } = [];

    /// <summary>The images of a part.</summary>
    /// <param name="split">
    /// Name of the part, in any case: <c>train</c> or <c>training</c>; <c>validation</c>, <c>val</c>, <c>valid</c>, or <c>dev</c>; <c>test</c> or <c>testing</c>.
    /// </param>
    /// <returns>Rows with Label, and ImagePath or Image.</returns>
    /// <exception cref="ArgumentException">The name is not that of a part.</exception>
    /// <exception cref="InvalidOperationException">The data does not have this part.</exception>
    public IDataView Part(string split)
    {
        ArgumentNullException.ThrowIfNull(split);
        Split known = SplitName.Of(split) ?? throw new ArgumentException($"'{split}' is not a part of the data. Use {SplitName.Known}.", nameof(split));
        return Of(known) ?? throw Missing(known);
    }

    /// <summary>The parts and their numbers of images, such as <c>train (18 images), test (6 images)</c>.</summary>
    /// <returns>A text.</returns>
    public override string ToString()
        => _all is not null ? Count(_all) : string.Join(", ", _parts.OrderBy(p => p.Key).Select(p => $"{SplitName.Name(p.Key)} ({Count(p.Value)})"));

    internal static ImageSets Unsplit(string source, bool areFiles, IDataView all) => new(source, areFiles, all, new Dictionary<Split, IDataView>());

    internal static ImageSets Of(string source, bool areFiles, IReadOnlyDictionary<Split, IDataView> parts) => new(source, areFiles, null, parts);

    /// <summary>Name and images of each part; of all images, <c>all</c>, if the data has no parts.</summary>
    internal IEnumerable<(string Name, IDataView Images)> Parts()
        => _all is not null ? [("all", _all)] : _parts.OrderBy(p => p.Key).Select(p => (SplitName.Name(p.Key), p.Value));

    private static string Count(IDataView images) => $"{images.GetRowCount()} images";

    private IDataView? Of(Split split) => _parts.GetValueOrDefault(split);

    private InvalidOperationException Missing(Split split)
        => new(AreSplit
            ? $"'{_source}' has no {SplitName.Name(split)} part. Its parts are {this}."
            : $"'{_source}' has no {SplitName.Name(split)} part: its {this} are not split into parts.");
}
