using System.ComponentModel.DataAnnotations;

namespace MLNet.Ride.Hosting;

/// <summary>How a model is served. Checked when the host starts.</summary>
public sealed class RideModelOptions
{
    /// <summary>Path of the .zip saved by <c>mlContext.Model.Save</c>. A relative path starts at the host's content root.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>How often the file is checked for changes; <see cref="TimeSpan.Zero"/> never reloads it.</summary>
    /// <value>The default value is 2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Maximum number of images that are scored together, between 1 and 4,096.</summary>
    /// <value>The default value is 32.</value>
    [Range(1, 4096)]
    public int MaxBatchSize { get; set; } = 32;

    /// <summary>
    /// How long the first image of a batch waits for others, up to 10 seconds. <see cref="TimeSpan.Zero"/> waits for none: a batch is then
    /// made of the images that arrived while the one before was scored.
    /// </summary>
    /// <value>The default value is <see cref="TimeSpan.Zero"/>.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan MaxBatchDelay { get; set; }

    /// <summary>
    /// Maximum number of batches that are scored at the same time, between 1 and 256. One batch uses all processors, unless the environment
    /// variable OMP_NUM_THREADS says otherwise.
    /// </summary>
    /// <value>The default value is 1.</value>
    [Range(1, 256)]
    public int MaxConcurrentBatches { get; set; } = 1;

    /// <summary>Maximum number of images that wait for a batch, between 1 and 1,000,000. Additional ones are refused.</summary>
    /// <value>The default value is 100.</value>
    [Range(1, 1_000_000)]
    public int MaxQueuedImages { get; set; } = 100;

    /// <summary>Maximum size of an image file in bytes. Larger ones are refused before they wait.</summary>
    /// <value>The default value is 10,000,000.</value>
    [Range(1, int.MaxValue)]
    public int MaxImageBytes { get; set; } = 10_000_000;

    /// <summary>
    /// Largest image that is decoded, in millions of pixels, between 1 and 700. Larger ones are refused by their header. The limit that the
    /// model was trained with (<c>Decoding.MaxMegapixels</c>) applies, too, and is the only one for <see langword="null"/>.
    /// </summary>
    /// <value>The default value is <see langword="null"/>.</value>
    [Range(1, 700)]
    public int? MaxMegapixels { get; set; }
}
