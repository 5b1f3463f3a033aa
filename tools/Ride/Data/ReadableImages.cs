using System.Diagnostics.CodeAnalysis;
using Microsoft.ML;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Data;

/// <summary>Finds all images that cannot be read, before training.</summary>
internal sealed class ReadableImages(MLContext ml, DecodingOptions decoding, CancellationToken cancellationToken)
{
    private const int MostNamed = 10;

    private readonly List<UnreadableImage> _unreadable = [];
    private int _count;

    /// <summary>The rows of a part whose images can be read; <see langword="null"/> for <see langword="null"/>.</summary>
    [return: NotNullIfNotNull(nameof(part))]
    public IDataView? Of(IDataView? part)
    {
        if (part is null)
        {
            return null;
        }

        IDataView readable = ml.Data.CheckImages(part, UnreadableImages.Skip, out ImageCheckReport report, decoding: decoding, cancellationToken: cancellationToken);
        _unreadable.AddRange(report.Unreadable);
        _count += report.ReadableCount + report.UnreadableCount;
        return readable;
    }

    /// <summary>Reports the unreadable images of all parts, the first ones by name.</summary>
    /// <exception cref="UserError">There are unreadable images, and they are not skipped.</exception>
    public void Report(bool skip, Terminal terminal)
    {
        if (_unreadable.Count == 0)
        {
            return;
        }

        string named = string.Join("; ", _unreadable.Take(MostNamed).Select(i => $"'{i.ImagePath}': {i.Reason}")) + (_unreadable.Count > MostNamed ? "; …" : string.Empty);
        if (!skip)
        {
            throw new UserError(
                $"{_unreadable.Count} of {_count} images cannot be read: {named}. Replace or remove them, or skip them with --unreadable skip. 'ride check' lists them all.");
        }

        terminal.Warn($"Skipped {_unreadable.Count} of {_count} images that cannot be read: {named}.");
    }
}
