using System.Collections.Immutable;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public sealed class ConfusionMatrix
{
    private readonly IHost _host;
    private readonly string[] _classNames;

    internal ConfusionMatrix(IHost host, double[][] counts, string[] classNames)
    {
        _host = host;
        _classNames = classNames;
        NumberOfClasses = counts.Length;
        Counts = counts.Select(row => (IReadOnlyList<double>)row.ToList().AsReadOnly()).ToList().AsReadOnly();
        PerClassRecall = Ratios(counts, (i, j) => counts[i][j]);
        PerClassPrecision = Ratios(counts, (i, j) => counts[j][i]);
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses { get; }

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        const string Range = "Invalid index. Should be non-negative, less than the number of classes.";
        _host.CheckParam(predictedClassIndicatorIndex >= 0 && predictedClassIndicatorIndex < NumberOfClasses,
            nameof(predictedClassIndicatorIndex), Range);
        _host.CheckParam(actualClassIndicatorIndex >= 0 && actualClassIndicatorIndex < NumberOfClasses, nameof(actualClassIndicatorIndex), Range);
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    public string GetFormattedConfusionTable() => ConfusionTable.Format(this, _classNames);

    private static IReadOnlyList<double> Ratios(double[][] counts, Func<int, int, double> at)
        => Enumerable.Range(0, counts.Length)
            .Select(i => (Hits: counts[i][i], All: Enumerable.Range(0, counts.Length).Sum(j => at(i, j))))
            .Select(c => c.All > 0 ? c.Hits / c.All : 0)
            .ToImmutableArray();
}
