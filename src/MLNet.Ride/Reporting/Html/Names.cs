namespace MLNet.Ride.Reporting.Html;

/// <summary>Names in the room that a figure has for them.</summary>
internal static class Names
{
    // Of 11 px letters, a little more than the mean; wide ones take two places.
    private const double PixelsPerPlace = 6.2;

    /// <summary>The name, or its beginning and an ellipsis where it is longer than the room.</summary>
    public static string Fit(string name, double pixels)
    {
        int places = Math.Max(2, (int)(pixels / PixelsPerPlace));
        int used = 0;
        int end = 0;
        foreach (System.Text.Rune letter in name.EnumerateRunes())
        {
            used += letter.Value >= 0x1100 ? 2 : 1;
            if (used > places)
            {
                return name[..Math.Max(end - 1, 1)].TrimEnd() + "…";
            }

            end += letter.Utf16SequenceLength;
        }

        return name;
    }
}
