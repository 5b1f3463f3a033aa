using System.Globalization;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Cleaning;

/// <summary>A box to check for removing an image.</summary>
internal static class Removal
{
    public static Element Box(int row, bool chosen = false)
    {
        var box = new Element("input") { { "type", "checkbox" }, { "class", "removal" }, { "data-row", row.ToString(CultureInfo.InvariantCulture) } };
        if (chosen)
        {
            box.Add("checked", string.Empty);
        }

        return new("label") { box, "remove" };
    }
}
