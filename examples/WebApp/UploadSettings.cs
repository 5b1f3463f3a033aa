using System.ComponentModel.DataAnnotations;

namespace WebApp;

/// <summary>Limits on uploads (section "Upload").</summary>
internal sealed class UploadSettings
{
    /// <summary>Maximum upload size in megabytes.</summary>
    [Range(1, 1000)]
    public int MaxMegabytes { get; set; } = 10;

    /// <summary>Maximum number of images that are classified at the same time.</summary>
    [Range(1, 1000)]
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>Maximum number of requests that wait for their turn. Further requests are rejected.</summary>
    [Range(0, 100_000)]
    public int MaxQueued { get; set; } = 200;

    public long MaxBytes => MaxMegabytes * 1_000_000L;

    /// <summary>Maximum size of an image file in bytes. The rest of an upload is at most one kilobyte.</summary>
    public long MaxImageBytes => MaxBytes - 1000;
}
