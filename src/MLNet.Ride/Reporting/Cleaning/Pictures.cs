using System.Globalization;
using MLNet.Ride.Images;
using MLNet.Ride.Reporting.Html;
using MLNet.Ride.Torch.Imaging;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Reporting.Cleaning;

/// <summary>Thumbnails of image files, each on the page once: elements refer to them by number.</summary>
internal sealed class Pictures
{
    private const int Side = 96;

    private readonly ImageFileDecoder _decoder = new(new DecodingOptions());
    private readonly RgbImage _scratch = new();
    private readonly Dictionary<string, int?> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _uris = [];

    /// <summary>The pictures drawn so far, as data URIs.</summary>
    public IReadOnlyList<string> Uris => _uris;

    public Element Draw(string path, string description)
    {
        if (!_numbers.TryGetValue(path, out int? number))
        {
            _numbers.Add(path, number = Thumbnail(path) is { } uri ? Add(uri) : null);
        }

        return number is null
            ? new Element("span") { "cannot be read" }
            : new Element("img") { { "data-picture", number.Value.ToString(CultureInfo.InvariantCulture) }, { "alt", description }, { "title", description } };
    }

    private int Add(string uri)
    {
        _uris.Add(uri);
        return _uris.Count - 1;
    }

    private string? Thumbnail(string path)
    {
        try
        {
            _decoder.Decode(File.ReadAllBytes(path), _scratch);
            return Mistakes.Thumbnail.Encode(_scratch.ToSquare(Side, Side));
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
