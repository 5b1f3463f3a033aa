namespace MLNet.Ride.Reporting.Html;

/// <summary>Maps values to positions in a figure.</summary>
internal abstract class Scale
{
    private readonly double _from;
    private readonly double _to;

    protected Scale(double from, double to) => (_from, _to) = (from, to);

    /// <summary>Values with a grid line, and their labels.</summary>
    public abstract IEnumerable<(double Value, string Label)> Ticks { get; }

    public double this[double value] => _from + ((_to - _from) * Math.Clamp(Share(value), 0, 1));

    protected abstract double Share(double value);
}

/// <summary>Fractions from 0 to 1, labeled in percent.</summary>
internal sealed class ShareScale(double from, double to, int steps = 4) : Scale(from, to)
{
    public override IEnumerable<(double Value, string Label)> Ticks
        => Enumerable.Range(0, steps + 1).Select(i => ((double)i / steps, $"{Numbers.WholePercent((double)i / steps)}%"));

    protected override double Share(double value) => value;
}

/// <summary>Numbers in a range, labeled at round values, or only at integers.</summary>
internal sealed class LinearScale(double least, double most, double from, double to, int ticks = 5, bool isWhole = false) : Scale(from, to)
{
    public override IEnumerable<(double Value, string Label)> Ticks
    {
        get
        {
            double step = Math.Max(Step((most - least) / ticks), isWhole ? 1 : 0);
            for (long n = (long)Math.Ceiling((least / step) - 1e-9); n * step <= most + (step * 1e-9); n++)
            {
                yield return (n * step, Numbers.Of(n * step, step >= 1 ? "#,0" : "0.####").Replace(',', '\u202F'));
            }
        }
    }

    protected override double Share(double value) => most == least ? 0.5 : (value - least) / (most - least);

    private static double Step(double rough)
    {
        if (rough <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * new[] { 1, 2, 5, 10 }.First(f => f * power >= rough * 0.999);
    }
}

/// <summary>Counts on a logarithmic scale, labeled at powers of ten; 0 is placed at one half.</summary>
internal sealed class LogScale : Scale
{
    private const double Zero = 0.5;
    private readonly double _least;
    private readonly double _most;
    private readonly bool _hasZero;

    public LogScale(double least, double most, double from, double to)
        : base(from, to)
    {
        _hasZero = least < 1;
        _least = Math.Log10(_hasZero ? Zero : least);
        _most = Math.Max(Math.Log10(Math.Max(most, 1)), _least + 0.3);
    }

    public override IEnumerable<(double Value, string Label)> Ticks
    {
        get
        {
            if (_hasZero)
            {
                yield return (0, "0");
            }

            bool isNarrow = _most - _least < 1.5;
            for (int power = 0; power <= Math.Floor(_most + 1e-9); power++)
            {
                foreach (int digit in isNarrow ? new[] { 1, 2, 5 } : [1])
                {
                    double value = digit * Math.Pow(10, power);
                    if (Math.Log10(value) >= _least - 1e-9 && Math.Log10(value) <= _most + 1e-9)
                    {
                        yield return (value, Numbers.Count(value));
                    }
                }
            }
        }
    }

    protected override double Share(double value) => (Math.Log10(Math.Max(value, Zero)) - _least) / (_most - _least);
}
