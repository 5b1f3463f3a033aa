using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Images;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Reporting.Mistakes;

/// <summary>Reads paths and thumbnails of mistakes in a separate pass without scoring.</summary>
internal sealed class MistakePictures
{
    // What was scored has passed the limit of its model.
    private static readonly DecodingOptions s_decoding = new() { MaxMegapixels = DecodingOptions.LargestMegapixels };

    private readonly IDataView _scored;
    private readonly MistakeOptions _options;
    private readonly DataViewSchema.Column? _path;
    private readonly ImageSource? _images;
    private readonly RideTransformer? _explaining;

    /// <param name="scored">The rows.</param>
    /// <param name="options">Columns, and the size of thumbnails.</param>
    /// <param name="explaining">The model that made the mistakes, to show where it saw the predicted classes; <see langword="null"/> for none.</param>
    public MistakePictures(IDataView scored, MistakeOptions options, RideTransformer? explaining = null)
    {
        _explaining = explaining is { Network.Vectors: null } ? explaining : null;
        _scored = scored;
        _options = options;
        _path = scored.Schema.GetColumnOrNull(options.ImagePathColumnName) is { Type: TextDataViewType } path ? path : null;
        if (options.ThumbnailSize > 0 && scored.Schema.GetColumnOrNull(options.FeatureColumnName) is { } feature)
        {
            var columns = new ColumnNames(options.LabelColumnName, feature.Name, options.ImagePathColumnName, string.Empty, options.ScoreColumnName, string.Empty);
            _images = new ImageSource(scored.Schema, columns, SideOf(feature.Type) ?? options.ThumbnailSize, s_decoding);
        }
    }

    public IReadOnlyList<Mistake> AddTo(IReadOnlyList<Mistake> mistakes)
    {
        DataViewSchema.Column[] needed = [.. (_images?.Needed ?? []).Concat(_path is { } path ? [path] : []).DistinctBy(c => c.Index)];
        if (needed.Length == 0 || mistakes.Count == 0)
        {
            return mistakes;
        }

        Dictionary<long, Mistake> byRow = mistakes.ToDictionary(m => m.Row);
        long last = byRow.Keys.Max();
        using DataViewRowCursor cursor = _scored.GetRowCursor(needed);
        Func<PendingImage>? image = _images?.Reader(cursor);
        ValueGetter<ReadOnlyMemory<char>>? nextPath = _path is { } column ? cursor.GetGetter<ReadOnlyMemory<char>>(column) : null;
        while (cursor.Position + 1 < last && cursor.MoveNext())
        {
            if (byRow.TryGetValue(cursor.Position + 1, out Mistake? mistake))
            {
                ReadOnlyMemory<char> text = default;
                nextPath?.Invoke(ref text);
                string? file = text.IsEmpty ? null : text.ToString();
                byRow[mistake.Row] = WithPictures(mistake with { ImagePath = file }, image?.Invoke().Content ?? FromFile(file));
            }
        }

        return [.. mistakes.Select(m => byRow[m.Row])];
    }

    private EncodedContent? FromFile(string? path)
        => _options.ThumbnailSize > 0 && File.Exists(path) ? new EncodedContent(File.ReadAllBytes(path), new EncodedImages(_options.ThumbnailSize, s_decoding)) : null;

    private Mistake WithPictures(Mistake mistake, ImageContent? content)
        => content is null ? mistake : mistake with { Thumbnail = Encode(content), Heat = Heat(content, mistake.Predicted) };

    private string Encode(ImageContent content)
        => Thumbnail.Encode(content.Squares(new ImageFormat(_options.ThumbnailSize, _options.ThumbnailSize), new RgbImage())[0]);

    private string? Heat(ImageContent content, string predicted)
    {
        if (_explaining is not { } model)
        {
            return null;
        }

        ImageExplanation explanation = model.ExplainSquare(content.Squares(ImageFormat.Of(model.Network), new RgbImage())[0], model.IndexOf(predicted));
        var drawn = new RgbImage();
        drawn.SetSize(explanation.Mean.Size, explanation.Mean.Size);
        explanation.Overlay(explanation.Mean).CopyTo(drawn.Pixels);
        return Thumbnail.Encode(drawn.ToSquare(Math.Min(_options.ThumbnailSize, drawn.Width), null));
    }

    // Pixel vectors have three square planes.
    private static int? SideOf(DataViewType type) => type is VectorDataViewType { Size: > 0 } vector ? (int)Math.Sqrt(vector.Size / 3) : null;
}
