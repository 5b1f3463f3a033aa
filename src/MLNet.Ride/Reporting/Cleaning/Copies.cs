using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Cleaning;

/// <summary>Copies of an image, and very similar images, side by side.</summary>
internal static class Copies
{
    public static Element Draw(DataFault fault, ManifestTable table, Pictures pictures)
        => new("article")
        {
            { "class", "copies" },
            new Element("p") { fault.Description },
            new Element("div") { fault.Images.Select(image => Copy(image, table.RowOf(image), table, pictures)) },
        };

    private static Element Copy(ImageReference image, int row, ManifestTable table, Pictures pictures)
    {
        string where = table.HasParts ? $"{image.Label}, {image.Part}" : image.Label;
        return new("figure")
        {
            pictures.Draw(image.ImagePath!, where),
            new Element("figcaption") { where, new Element("small") { table.PathOf(row) } },
            Removal.Box(row),
        };
    }
}
