using System.Text.Json;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Cleaning;

/// <summary>The page on which a person decides about probable label errors, copies, and unreadable images, and downloads a cleaned manifest.</summary>
/// <param name="table">All images of the data.</param>
/// <param name="errors">Probable label errors.</param>
/// <param name="faults">The images' faults, of which copies and unreadable images are shown; <see langword="null"/> for none.</param>
internal sealed class CleaningPage(ManifestTable table, LabelErrorReport errors, DataReport? faults)
{
    private const string Title = "Clean data";
    private const int MostErrors = 300;
    private const int MostGroups = 200;

    private static readonly string s_script = Page.Resource("cleaning.js"), s_style = Page.Resource("report.css") + Page.Resource("cleaning.css");

    private readonly DataFault[] _copies = [.. (faults?.Faults ?? []).Where(fault => IsOfCopies(fault.Kind) && fault.Images.All(image => image.ImagePath is not null))];
    private readonly IReadOnlyList<(int Row, string Reason)> _unreadable = Unreadable(table, errors, faults);

    public string Write()
    {
        var pictures = new Pictures();
        Element body = Body(pictures);
        // The serializer writes < as \u003C.
        return Page.Write(Title, s_style, body, s_script, JsonSerializer.Serialize(new { rows = table.Rows, pictures = pictures.Uris }));
    }

    private Element Body(Pictures pictures)
        => new("body")
        {
            new Element("header")
            {
                new Element("h1") { Title },
                new Element("p") { Summary() },
            },
            new Element("p")
            {
                { "class", "actions" },
                new Element("button") { { "id", "download" }, { "type", "button" }, "Download cleaned manifest" },
                new Element("span") { { "id", "count" }, { "aria-live", "polite" } },
            },
            new Element("main")
            {
                errors.Errors.Count == 0 ? null : Section.Of(
                    "label-errors", "Probable label errors", "The clearest first, beside typical images of both classes. What is not decided stays as it is.", wide: true,
                    [.. errors.Errors.Take(MostErrors).Select(error => Suspects.Draw(error, table, errors, pictures))]),
                _copies.Length == 0 ? null : Section.Of(
                    "copies", "Copies", "Images that are there more than once, and very similar ones. Choose those to remove.", wide: true,
                    [.. _copies.Take(MostGroups).Select(fault => Copies.Draw(fault, table, pictures))]),
                _unreadable.Count == 0 ? null : Section.Of(
                    "unreadable", "Images that cannot be read", "They are removed unless you choose otherwise.", wide: true,
                    [.. _unreadable.Select(image => UnreadableFiles.Draw(image.Row, image.Reason, table))]),
            },
        };

    private string Summary()
    {
        string found = $"{Numbers.Of(errors.Errors.Count, "probable label error", "probable label errors")} among {Numbers.Of(errors.ImageCount, "image", "images")}"
            + (errors.Errors.Count > MostErrors ? $", of which the {MostErrors} clearest are shown." : ".");
        string copies = _copies.Length > MostGroups ? $" The first {MostGroups} of {Numbers.Count(_copies.Length)} groups of copies are shown." : string.Empty;
        string small = errors.SmallClasses.Count == 0 ? string.Empty : $" Not judged, because they have too few images: {string.Join(", ", errors.SmallClasses)}.";
        return $"{found}{copies}{small} Save the manifest in the folder of this page: its paths start there.";
    }

    private static (int Row, string Reason)[] Unreadable(ManifestTable table, LabelErrorReport errors, DataReport? faults)
        => [.. (faults?.Faults ?? []).Where(fault => fault.Kind <= DataFaultKind.UnsupportedFormat).SelectMany(fault => fault.Images, (fault, image) => (Row: table.RowOf(image), fault.Description))
            .Concat(errors.Unreadable.Select(image => (Row: table.RowOf(image.ImagePath), image.Reason)))
            .DistinctBy(image => image.Row)];

    private static bool IsOfCopies(DataFaultKind kind)
        => kind is DataFaultKind.SameImageInOtherPart or DataFaultKind.SameImageWithOtherLabel or DataFaultKind.SameImage
            or DataFaultKind.SimilarImageInOtherPart or DataFaultKind.SimilarImageWithOtherLabel or DataFaultKind.SimilarImage;
}
