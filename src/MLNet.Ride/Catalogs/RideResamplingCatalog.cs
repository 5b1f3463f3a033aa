using MLNet.Ride;
using MLNet.Ride.Platform;
using MLNet.Ride.Resampling;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

/// <summary>
/// Adds resampling by class to <c>mlContext.Transforms</c> and <c>mlContext.Data</c>, and stratified splits and long-tailed subsets to the
/// latter.
/// </summary>
public static class RideResamplingCatalog
{
    /// <summary>
    /// Resamples the rows by class while the pipeline is trained; the fitted or loaded pipeline passes every row through once.
    /// </summary>
    /// <param name="catalog">The transforms' catalog.</param>
    /// <param name="labelColumnName">
    /// Name of the label column: a key, text, an integer or a boolean. Rows without a label are skipped.
    /// </param>
    /// <param name="sampling">The probabilities of the classes; <see langword="null"/> for <see cref="ClassSampling.ClassBalanced"/>.</param>
    /// <param name="seed">Seed; <see langword="null"/> for the seed of the context. The same seed gives the same rows.</param>
    /// <param name="epochLength">Number of rows M in an epoch.</param>
    /// <param name="epochs">
    /// Number of epochs T, at least 1, returned in sequence, each with its own draw. One is enough for trainers that make several passes
    /// over the rows themselves.
    /// </param>
    /// <returns>The estimator.</returns>
    /// <remarks>
    /// Class c gets M·p_c of an epoch's M rows, rounded down or up at random. Within a class, the numbers of repetitions differ by at most
    /// one. Repetitions of a row are adjacent, so use <c>mlContext.Data.ShuffleRows</c> for trainers that do not shuffle. The label column
    /// is read once when training begins; rows are not held in memory.
    /// </remarks>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static IEstimator<ITransformer> ResampleByClass(
        this TransformsCatalog catalog,
        string labelColumnName = "Label",
        ClassSampling? sampling = null,
        int? seed = null,
        EpochLength epochLength = EpochLength.TrainingSet,
        int epochs = 1)
        => new ResampleByClassEstimator(MLEnvironment.Of(catalog), Settings(catalog, labelColumnName, sampling, seed, epochLength, epochs));

    /// <summary>Resamples the rows of a data view by class, like the transform of the same name during training.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">The rows; the label column is read immediately. The order must be the same in every pass.</param>
    /// <param name="labelColumnName">
    /// Name of the label column: a key, text, an integer or a boolean. Rows without a label are skipped.
    /// </param>
    /// <param name="sampling">The probabilities of the classes; <see langword="null"/> for <see cref="ClassSampling.ClassBalanced"/>.</param>
    /// <param name="seed">Seed; <see langword="null"/> for the seed of the context. The same seed gives the same rows.</param>
    /// <param name="epochLength">Number of rows M in an epoch.</param>
    /// <param name="epochs">Number of epochs T, at least 1, returned in sequence, each with its own draw.</param>
    /// <returns>The resampled rows, read on demand.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, the column is missing or unsuitable, or no row has a label.</exception>
    public static IDataView ResampleByClass(
        this DataOperationsCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        ClassSampling? sampling = null,
        int? seed = null,
        EpochLength epochLength = EpochLength.TrainingSet,
        int epochs = 1)
    {
        Check(catalog, data, labelColumnName);
        return ClassResampler.Resample(data, Settings(catalog, labelColumnName, sampling, seed, epochLength, epochs));
    }

    /// <summary>
    /// Removes random rows so that the class sizes follow a long tail: the standard way to create a long-tailed set from a balanced one
    /// (such as CIFAR-100-LT).
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">The rows; the label column is read immediately. The order must be the same in every pass.</param>
    /// <param name="labelColumnName">
    /// Name of the label column: a key, text, an integer or a boolean. Rows without a label are skipped.
    /// </param>
    /// <param name="imbalanceFactor">Ratio IF of the largest to the smallest class size, at least 1.</param>
    /// <param name="profile">Shape of the distribution.</param>
    /// <param name="seed">Seed; <see langword="null"/> for the seed of the context.</param>
    /// <param name="classOrder">
    /// Names of all classes from the largest to the smallest; <see langword="null"/> for the order of the keys or integers, otherwise the
    /// order of first occurrence. Use the key's name for a class, or the key if it has none, and the digits of an integer.
    /// </param>
    /// <returns>
    /// The remaining rows, in order. Class c has ⌊n_max·share⌋ of them (<see cref="LongTail"/>); n_max is the largest value for which every
    /// class has enough rows. For classes of equal size it is that size, as in the published code.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, the column is missing or unsuitable, or a class would lose all rows.
    /// </exception>
    public static IDataView MakeLongTailed(
        this DataOperationsCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        double imbalanceFactor = 100,
        LongTail profile = LongTail.Exponential,
        int? seed = null,
        IReadOnlyList<string>? classOrder = null)
    {
        Check(catalog, data, labelColumnName);
        return LongTailedSet.Make(data, labelColumnName, imbalanceFactor, profile, Seed(catalog, seed), classOrder);
    }

    /// <summary>Splits rows into two parts, stratified by class, with at least one row of every class in each part.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">The rows; the label column is read immediately. The order must be the same in every pass.</param>
    /// <param name="labelColumnName">
    /// Name of the label column: a key, text, an integer or a boolean. Rows without a label are skipped.
    /// </param>
    /// <param name="testFraction">
    /// Fraction of the test part, above 0 and below 1. A class with n rows contributes n·fraction, rounded, at least 1 and at most n − 1.
    /// </param>
    /// <param name="seed">Seed; <see langword="null"/> for the seed of the context.</param>
    /// <param name="singleRowClasses">What to do with classes that have only one row.</param>
    /// <returns>The two parts, in the order of the rows, which are read on demand.</returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, the column is missing or unsuitable, or a class has only one row.
    /// </exception>
    public static DataOperationsCatalog.TrainTestData StratifiedTrainTestSplit(
        this DataOperationsCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        double testFraction = 0.1,
        int? seed = null,
        SingleRowClasses singleRowClasses = SingleRowClasses.Fail)
    {
        Check(catalog, data, labelColumnName);
        return StratifiedSplits.TrainTest(data, labelColumnName, testFraction, Seed(catalog, seed), singleRowClasses);
    }

    /// <summary>Splits rows into folds, stratified by class, ±1 row.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">The rows; the label column is read immediately. The order must be the same in every pass.</param>
    /// <param name="labelColumnName">
    /// Name of the label column: a key, text, an integer or a boolean. Rows without a label are skipped.
    /// </param>
    /// <param name="numberOfFolds">Number of folds, at least 2 and at most the number of rows of the largest class.</param>
    /// <param name="seed">Seed; <see langword="null"/> for the seed of the context.</param>
    /// <param name="singleRowClasses">What to do with classes that have only one row.</param>
    /// <returns>
    /// For each fold, the rows of the other folds (training part) and its own (test part). Every class is in every training part; a class
    /// with n rows, fewer than the folds, is in n test parts.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, the column is missing or unsuitable, or a class has only one row.
    /// </exception>
    public static IReadOnlyList<DataOperationsCatalog.TrainTestData> StratifiedCrossValidationSplit(
        this DataOperationsCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        int numberOfFolds = 5,
        int? seed = null,
        SingleRowClasses singleRowClasses = SingleRowClasses.Fail)
    {
        Check(catalog, data, labelColumnName);
        return StratifiedSplits.CrossValidation(data, labelColumnName, numberOfFolds, Seed(catalog, seed), singleRowClasses);
    }

    private static void Check(DataOperationsCatalog catalog, IDataView data, string labelColumnName)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
    }

    private static ResamplingSettings Settings(
        Data.IInternalCatalog catalog, string labelColumnName, ClassSampling? sampling, int? seed, EpochLength epochLength, int epochs)
    {
        var settings = new ResamplingSettings(labelColumnName, sampling ?? ClassSampling.ClassBalanced, Seed(catalog, seed), epochLength, epochs);
        settings.Validate();
        return settings;
    }

    private static int Seed(Data.IInternalCatalog catalog, int? seed) => RowRandom.Seed(MLEnvironment.Of(catalog), seed);
}
