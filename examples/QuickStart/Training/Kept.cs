namespace QuickStart.Training;

/// <summary>What is kept of a trained method.</summary>
/// <param name="ModelFile">File of the model.</param>
/// <param name="ReportFile">File of the report.</param>
/// <param name="Baseline">What the report compares with, if anything.</param>
internal sealed record Kept(string ModelFile, string ReportFile, MethodResult? Baseline);
