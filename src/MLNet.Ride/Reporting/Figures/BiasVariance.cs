using MLNet.Ride.Evaluation;
using MLNet.Ride.Reporting.Html;

namespace MLNet.Ride.Reporting.Figures;

/// <summary>Bias and variance over several models, by bucket, as a table.</summary>
internal static class BiasVariance
{
    public static Element? Draw(BiasVarianceMetrics? metrics)
    {
        if (metrics is null)
        {
            return null;
        }

        (string Name, BiasVarianceBucket? Of)[] rows = [("many", metrics.Many), ("medium", metrics.Medium), ("few", metrics.Few), ("all", metrics.Overall)];
        string says = $"{Numbers.Count(metrics.Runs)} models vote for the main prediction of an example. Bias is the share of wrong main predictions, variance the share of "
            + "predictions that differ from the main one.";
        return Section.Of(
            "bias-variance", "Bias and variance", says, wide: true,
            Section.Table(
                "Means over the examples",
                ["", "bias", "variance", "error", "examples"],
                rows.Where(row => row.Of is not null).Select(row => (string[])[row.Name, Numbers.Percent(row.Of!.Bias), Numbers.Percent(row.Of.Variance), Numbers.Percent(row.Of.Error), Numbers.Count(row.Of.ExampleCount)])));
    }
}
