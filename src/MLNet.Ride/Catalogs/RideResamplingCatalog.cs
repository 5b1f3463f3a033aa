using MLNet.Ride;
using MLNet.Ride.Platform;
using MLNet.Ride.Resampling;
using MLNet.Ride.Torch.Options;

namespace Microsoft.ML;

/// <summary>Adds resampling by class to <c>mlContext.Transforms</c> and <c>mlContext.Data</c>, and stratified splits and long tails to the latter.</summary>
public static class RideResamplingCatalog
{
    /// <summary>
    /// Resamples the rows by class while the pipeline is trained; the fitted or loaded pipeline gives every row once.
    /// </summary>
    /// <param name="catalog">The transforms' catalog.</param>
    /// <param name="labelColumnName">Name of the label column: a key, text, an integer or a boolean. Rows whose label is missing are left out.</param>
    /// <param name="sampling">The probabilities of the classes; <see langword="null"/> for <see cref="ClassSampling.ClassBalanced"/>.</param>
    /// <param name="seed">Seed; <see langword="null"/> for that of the context. The same seed gives the same rows.</param>
    /// <param name="epochLength">Number of rows M of an epoch.</param>
    /// <param name="epochs">Number of epochs T, at least 1, given one after the other, each drawn anew. For trainers that make many
    /// passes over the rows themselves one is enough.</param>
    /// <returns>The estimator.</returns>
    /// <remarks>
    /// Of an epoch's M rows class c gets M·p_c, rounded down or up at random. Within a class every row is given equally often but for one time;
    /// a row's repetitions follow each other in place, so shuffle (<c>mlContext.Data.ShuffleRows</c>) for trainers that do not.
    /// One pass over the label is made when training begins; rows are not held.
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

    /// <summary>Resamples the rows of a data view by class, as the transform of the same name does while a pipeline is trained.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">The rows; one pass over the label is made now. They must come in the same order in every pass.</param>
    /// <param name="labelColumnName">Name of the label column: a key, text, an integer or a boolean. Rows whose label is missing are left out.</param>
    /// <param name="sampling">The probabilities of the classes; <see langword="null"/> for <see cref="ClassSampling.ClassBalanced"/>.</param>
    /// <param name="seed">Seed; <see langword="null"/> for that of the context. The same seed gives the same rows.</param>
    /// <param name="epochLength">Number of rows M of an epoch.</param>
    /// <param name="epochs">Number of epochs T, at least 1, given one after the other, each drawn anew.</param>
    /// <returns>The resampled rows, read when they are asked for.</returns>
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
        ArgumentNullException.ThrowIfNull(data);
        ResamplingSettings settings = Settings(catalog, labelColumnName, sampling, seed, epochLength, epochs);
        settings.Validate();
        return ClassResampler.Resample(data, settings);
    }

    /// <summary>
    /// Leaves out rows, drawn at random, so that the class sizes fall like a long tail: the field's way to make one of a balanced set (CIFAR-100-LT).
    /// </summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">The rows; one pass over the label is made now. They must come in the same order in every pass.</param>
    /// <param name="labelColumnName">Name of the label column: a key, text, an integer or a boolean. Rows whose label is missing are left out.</param>
    /// <param name="imbalanceFactor">IF, largest by smallest class, at least 1.</param>
    /// <param name="profile">How the sizes fall.</param>
    /// <param name="seed">Seed; <see langword="null"/> for that of the context.</param>
    /// <param name="classOrder">Names of all classes from the largest to the smallest; <see langword="null"/> for the order of the keys or the
    /// integers, else that of first rows. Name a class by what its key stands for, else by its key; an integer by its digits.</param>
    /// <returns>The rows kept, in their order. Class c has ⌊n_max·share⌋ of them (<see cref="LongTail"/>); n_max is the most for which no class
    /// runs short, so for classes of equal size it is their size, as in the published code.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, the column is missing or unsuitable, or a class would keep no row.</exception>
    public static IDataView MakeLongTailed(
        this DataOperationsCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        double imbalanceFactor = 100,
        LongTail profile = LongTail.Exponential,
        int? seed = null,
        IReadOnlyList<string>? classOrder = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return LongTailedSet.Make(data, labelColumnName, imbalanceFactor, profile, Seed(catalog, seed), classOrder);
    }

    /// <summary>Splits rows in two so that every class has its share on both sides, one row at least.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">The rows; one pass over the label is made now. They must come in the same order in every pass.</param>
    /// <param name="labelColumnName">Name of the label column: a key, text, an integer or a boolean. Rows whose label is missing are left out.</param>
    /// <param name="testFraction">Share of the test part, above 0 and below 1. A class with n rows gives it n·share rounded, at least 1 and at most n − 1.</param>
    /// <param name="seed">Seed; <see langword="null"/> for that of the context.</param>
    /// <param name="singleRowClasses">What to do with classes that have one row.</param>
    /// <returns>The two parts, in the rows' order; rows are read when they are asked for.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, the column is missing or unsuitable, or a class has one row.</exception>
    public static DataOperationsCatalog.TrainTestData StratifiedTrainTestSplit(
        this DataOperationsCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        double testFraction = 0.1,
        int? seed = null,
        SingleRowClasses singleRowClasses = SingleRowClasses.Fail)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return StratifiedSplits.TrainTest(data, labelColumnName, testFraction, Seed(catalog, seed), singleRowClasses);
    }

    /// <summary>Splits rows into folds that have the same share of every class, ±1 row.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">The rows; one pass over the label is made now. They must come in the same order in every pass.</param>
    /// <param name="labelColumnName">Name of the label column: a key, text, an integer or a boolean. Rows whose label is missing are left out.</param>
    /// <param name="numberOfFolds">Number of folds, at least 2 and at most the rows of the largest class.</param>
    /// <param name="seed">Seed; <see langword="null"/> for that of the context.</param>
    /// <param name="singleRowClasses">What to do with classes that have one row.</param>
    /// <returns>For each fold the rows of the others (training part) and its own (test part). Every class is in every training part;
    /// a class with fewer rows than folds is in as many test parts as it has rows.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, the column is missing or unsuitable, or a class has one row.</exception>
    public static IReadOnlyList<DataOperationsCatalog.TrainTestData> StratifiedCrossValidationSplit(
        this DataOperationsCatalog catalog,
        IDataView data,
        string labelColumnName = "Label",
        int numberOfFolds = 5,
        int? seed = null,
        SingleRowClasses singleRowClasses = SingleRowClasses.Fail)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return StratifiedSplits.CrossValidation(data, labelColumnName, numberOfFolds, Seed(catalog, seed), singleRowClasses);
    }

    private static ResamplingSettings Settings(
        Data.IInternalCatalog catalog, string labelColumnName, ClassSampling? sampling, int? seed, EpochLength epochLength, int epochs)
        => new(labelColumnName, sampling ?? ClassSampling.ClassBalanced, Seed(catalog, seed), epochLength, epochs);

    private static int Seed(Data.IInternalCatalog catalog, int? seed) => RowRandom.Seed(MLEnvironment.Of(catalog), seed);
}
