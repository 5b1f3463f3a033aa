using System.ComponentModel.DataAnnotations;

namespace WebApp;

/// <summary>Limits on uploads (section "Upload").</summary>
internal sealed class UploadSettings
{
    /// <summary>Largest upload in megabytes.</summary>
    [Range(1, 1000)]
    public int LargestMegabytes { get; set; } = 10;

    /// <summary>Maximum number of pixels of an image in millions. Decoding takes seven bytes per pixel, however small the file is.</summary>
    [Range(1, 1000)]
    public int LargestMegapixels { get; set; } = 50;

    /// <summary>Number of images that are classified at the same time.</summary>
    [Range(1, 1000)]
    public int AtOnce { get; set; } = 4;

    /// <summary>Number of requests that wait for their turn. Further requests are rejected.</summary>
    [Range(0, 100_000)]
    public int Waiting { get; set; } = 200;

    public long LargestBytes => LargestMegabytes * 1_000_000L;

    /// <summary>Largest image file. The rest of an upload is at most one kilobyte.</summary>
    public long LargestImageBytes => LargestBytes - 1000;

    public long LargestPixels => LargestMegapixels * 1_000_000L;
}
