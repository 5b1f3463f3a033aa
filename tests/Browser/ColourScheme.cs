namespace MLNet.Ride.Browser;

/// <summary>What a page is told of the reader's wish (prefers-color-scheme).</summary>
public enum ColourScheme
{
    Light,
    Dark,
}
