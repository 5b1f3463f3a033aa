using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        _env.CheckValue(data, nameof(data));
        _env.CheckParam(testFraction is > 0 and < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        var number = new SplitNumber(_env, data, samplingKeyColumnName, seed);
        var test = new RangeTest(0, testFraction, IncludeMax: false, Complement: false);
        return new TrainTestData(number.Where(test with { Complement = true }), number.Where(test));
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null,
        int? seed = null)
        => CrossValidationSplit(_env, data, numberOfFolds, samplingKeyColumnName, seed);

    internal static IReadOnlyList<TrainTestData> CrossValidationSplit(IHostEnvironment env, IDataView data, int numberOfFolds,
        string samplingKeyColumnName, int? seed)
    {
        env.CheckValue(data, nameof(data));
        env.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        var number = new SplitNumber(env, data, samplingKeyColumnName, seed);
        return Enumerable.Range(0, numberOfFolds).Select(fold =>
        {
            var test = new RangeTest((double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds, IncludeMax: true, Complement: false);
            return new TrainTestData(number.Where(test with { Complement = true }), number.Where(test));
        }).ToList();
    }

    public struct TrainTestData
    {
        public readonly IDataView TrainSet;

        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
