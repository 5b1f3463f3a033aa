namespace MLNet.Ride.Evaluation;

/// <summary>The result of fitting an offset for each class. Accuracies after it are optimistic, because the offsets were fitted on these examples.</summary>
/// <param name="Offsets">Offset of each class, in key order.</param>
/// <param name="ExampleCount">Number of examples used for fitting.</param>
/// <param name="MacroAccuracyBefore">Balanced accuracy on these examples before fitting, 0 to 1.</param>
/// <param name="MacroAccuracyAfter">Balanced accuracy after it.</param>
/// <param name="MicroAccuracyBefore">Fraction of these examples classified correctly before fitting, 0 to 1.</param>
/// <param name="MicroAccuracyAfter">Fraction of them classified correctly after it.</param>
public sealed record ClassOffsetReport(
    IReadOnlyList<double> Offsets,
    long ExampleCount,
    double MacroAccuracyBefore,
    double MacroAccuracyAfter,
    double MicroAccuracyBefore,
    double MicroAccuracyAfter);
