using Microsoft.ML;
using MLNet.Ride.Torch.Sampling;

namespace MLNet.Ride.Resampling;

/// <summary>
/// Draws the number of repetitions of each row of a data view, so that classes have the probabilities of a <see cref="ClassSampling"/>.
/// </summary>
/// <remarks>
/// Class c gets M·p_c of M rows, rounded down or up at random so that the mean over seeds is M·p_c and the sum is M (systematic sampling).
/// Within a class, the numbers of repetitions differ by at most one, and the rows with one more are drawn at random, as if the class's
/// shuffled rows were read cyclically.
/// </remarks>
internal sealed class ClassResampler
{
    private readonly ClassIndex _rows;
    private readonly ResamplingSettings _settings;

    public ClassResampler(ClassIndex rows, ResamplingSettings settings)
    {
        _rows = rows;
        _settings = settings;
        EpochRows = EpochLengths.Of(settings.EpochLength, rows.Counts);
        if (EpochRows > int.MaxValue)
        {
            throw new ArgumentException(
                $"max n_c · C is {EpochRows} rows for label column '{rows.Label}', more than {int.MaxValue}. Choose EpochLength.TrainingSet.");
        }
    }

    /// <summary>Number of rows M in an epoch.</summary>
    public long EpochRows { get; }

    public static IDataView Resample(IDataView data, ResamplingSettings settings)
    {
        var resampler = new ClassResampler(ClassIndex.Read(data, settings.LabelColumnName), settings);
        return new RepeatedRowsView(data, resampler.EpochRows * settings.Epochs, settings.Epochs, resampler.Draw);
    }

    /// <summary>Draws the repetitions of an epoch (from 1); the same epoch gives the same result.</summary>
    public RowRepeats Draw(int epoch)
    {
        Random random = RowRandom.Create(_settings.Seed, epoch);
        int[] draws = DrawsByClass(_settings.Sampling.Probabilities(_rows.Counts, epoch, _settings.Epochs), random);
        int[] repeats = _rows.Spread(c => Repeats(draws[c], _rows.Counts[c], random), missing: 0);
        return new RowRepeats(repeats.Length, row => repeats[row]);
    }

    // Marks are spaced by one on a line, from a random start; each class gets the marks on its segment, whose length is M times its
    // probability.
    private int[] DrawsByClass(double[] probabilities, Random random)
    {
        double start = random.NextDouble();
        var draws = new int[probabilities.Length];
        int last = Array.FindLastIndex(probabilities, p => p > 0);
        double sum = 0;
        long given = 0;
        for (int c = 0; c <= last; c++)
        {
            sum += probabilities[c];
            long upTo = c == last ? EpochRows : Math.Min(EpochRows, (long)Math.Floor(NearlyWhole(EpochRows * sum) + start));
            draws[c] = (int)(upTo - given);
            given = upTo;
        }

        return draws;
    }

    // A sum of probabilities may miss an integer by a rounding error, which must not cost a class a row.
    private static double NearlyWhole(double rows) => Math.Abs(rows - Math.Round(rows)) < 1e-6 ? Math.Round(rows) : rows;

    private static int[] Repeats(int draws, int rows, Random random)
    {
        if (rows == 0)
        {
            return [];
        }

        (int rounds, int more) = Math.DivRem(draws, rows);
        int[] repeats = [.. Enumerable.Range(0, rows).Select(i => rounds + (i < more ? 1 : 0))];
        random.Shuffle(repeats);
        return repeats;
    }
}
