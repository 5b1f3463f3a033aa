using System.ComponentModel.DataAnnotations;

namespace WebApp;

/// <summary>What the app takes at most (section "Upload").</summary>
internal sealed class UploadSettings
{
    /// <summary>Largest upload in megabytes.</summary>
    [Range(1, 1000)]
    public int LargestMegabytes { get; set; } = 10;

    /// <summary>Most pixels of an image in millions. Each takes seven bytes while the image is decoded, however small the file is.</summary>
    [Range(1, 1000)]
    public int LargestMegapixels { get; set; } = 50;

    /// <summary>Images that are classified at once.</summary>
    [Range(1, 1000)]
    public int AtOnce { get; set; } = 4;

    /// <summary>Further requests that wait for their turn; more are turned away.</summary>
    [Range(0, 100_000)]
    public int Waiting { get; set; } = 200;

    public long LargestBytes => LargestMegabytes * 1_000_000L;

    /// <summary>Largest image file: an upload has a kilobyte at most around it.</summary>
    public long LargestImageBytes => LargestBytes - 1000;

    public long LargestPixels => LargestMegapixels * 1_000_000L;
}
