using System.Collections.Immutable;

namespace Microsoft.ML.Data;

public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(MulticlassCounts counts, ConfusionMatrix confusionMatrix)
    {
        LogLoss = counts.LogLoss;
        LogLossReduction = counts.LogLossReduction;
        MacroAccuracy = counts.MacroAccuracy;
        MicroAccuracy = counts.MicroAccuracy;
        TopKPredictionCount = counts.TopK;
        TopKAccuracyForAllK = counts.TopKAccuracies?.ToImmutableArray();
        PerClassLogLoss = counts.PerClassLogLoss.ToImmutableArray();
        ConfusionMatrix = confusionMatrix;
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double MacroAccuracy { get; }

    public double MicroAccuracy { get; }

    public double TopKAccuracy => TopKAccuracyForAllK?.LastOrDefault() ?? 0;

    public int TopKPredictionCount { get; }

    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    public IReadOnlyList<double> PerClassLogLoss { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
