namespace MLNet.Ride.Reporting.Html;

/// <summary>Fits names into the available space in a figure.</summary>
internal static class Names
{
    // Slightly more than the mean width of letters at 11 px; wide letters count twice.
    private const double PixelsPerPlace = 6.2;

    /// <summary>Returns the name, truncated with an ellipsis if it is too long.</summary>
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
