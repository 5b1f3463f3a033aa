namespace Hosting;

/// <summary>How long answers took.</summary>
/// <param name="milliseconds">Milliseconds of each answer; not a number for an error.</param>
/// <param name="duration">How long the clients ran.</param>
/// <param name="imagesPerBatch">Mean size of the batches.</param>
internal sealed class Latencies(double[] milliseconds, TimeSpan duration, double imagesPerBatch)
{
    public const string Columns = "images/s | p50, ms | p99, ms | images per batch | errors |";

    private readonly double[] _answered = [.. milliseconds.Where(m => !double.IsNaN(m)).Order()];

    /// <summary>The values of <see cref="Columns"/>.</summary>
    public override string ToString()
        => $"{_answered.Length / duration.TotalSeconds:0} | {Percentile(50):0.0} | {Percentile(99):0.0} | {imagesPerBatch:0.0} | {milliseconds.Length - _answered.Length} |";

    private double Percentile(int percent) => _answered[(_answered.Length - 1) * percent / 100];
}
