using Microsoft.ML;
using MLNet.Ride.Platform;
using TrainTestData = Microsoft.ML.DataOperationsCatalog.TrainTestData;

namespace MLNet.Ride.Evaluation.Evaluators;

/// <summary>For each fold, trains a model on the other folds and evaluates it on the held-out one.</summary>
internal static class LongTailedCrossValidator
{
    public static LongTailedCrossValidation Run(
        IReadOnlyList<TrainTestData> splits, IEstimator<ITransformer> estimator, LongTailedEvaluationOptions options)
    {
        var folds = new List<LongTailedFold>();
        var result = new LongTailedCrossValidation(folds);
        try
        {
            foreach (TrainTestData split in splits)
            {
                folds.Add(Run(split, folds.Count, estimator, options));
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static LongTailedFold Run(TrainTestData split, int fold, IEstimator<ITransformer> estimator, LongTailedEvaluationOptions options)
    {
        ITransformer model = estimator.Fit(split.TrainSet);
        try
        {
            IDataView scored = ChainSteps.TransformAll(model, split.TestSet);
            var rows = new ScoredRows(scored, options);
            // The trainer has reported the rows without a label.
            int[] counts = TrainingCounts.Of(split.TrainSet, options.LabelColumnName, rows, warn: null);
            return new LongTailedFold(fold, model, LongTailedEvaluator.Evaluate(rows, counts, options), scored);
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }
}
