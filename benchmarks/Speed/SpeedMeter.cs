using System.Diagnostics;

namespace Speed;

/// <summary>Counts images from the end of the warm-up until the time is up, always whole batches. benchmarks/pytorch has the same in Python.</summary>
internal sealed class SpeedMeter(Measurement what)
{
    private readonly Stopwatch _clock = new();
    private bool _warm;
    private int _images;

    /// <summary>Images measured per second.</summary>
    public double ImagesPerSecond => _images / _clock.Elapsed.TotalSeconds;

    /// <summary>Counts a batch that is done. The very first, in which everything is loaded and compiled, comes before the warm-up.</summary>
    /// <returns>Whether the measurement is over.</returns>
    public bool Add(int images)
    {
        _images += images;
        if (!_clock.IsRunning)
        {
            _clock.Start();
        }
        else if (!_warm && _clock.Elapsed.TotalSeconds >= what.WarmUp)
        {
            _warm = true;
            _images = 0;
            _clock.Restart();
        }
        else if (_warm && _clock.Elapsed.TotalSeconds >= what.Seconds)
        {
            _clock.Stop();
            return true;
        }

        return false;
    }
}
