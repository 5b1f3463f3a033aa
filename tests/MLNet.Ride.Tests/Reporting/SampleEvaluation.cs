using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Evaluation.Evaluators;
using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Tests.Reporting;

/// <summary>A made-up evaluation of any number of classes on a long tail: rare classes are hard, and taken for their neighbors.</summary>
internal static class SampleEvaluation
{
    private const int PictureSize = 64;

    private static readonly string[] s_names =
    [
        "house sparrow", "blackbird", "great tit", "robin", "magpie", "wood pigeon", "starling", "blue tit", "chaffinch", "goldfinch",
        "jay", "nuthatch", "kingfisher", "hoopoe", "golden oriole", "bee-eater", "roller", "wallcreeper", "lammergeier", "great bustard",
    ];

    public static int[] TrainingCounts(int classes, int most = 1280, int least = 5)
        => [.. Enumerable.Range(0, classes).Select(c => (int)Math.Round(most * Math.Pow((double)least / most, c / Math.Max(1.0, classes - 1))))];

    public static string ClassName(int c) => c < s_names.Length ? s_names[c] : $"{s_names[c % s_names.Length]} {1 + (c / s_names.Length)}";

    /// <summary>Scored rows; the skill, 0 to 1, says how well rare classes are told apart.</summary>
    public static IDataView Scored(MLContext ml, int classes, double skill, int perClass = 20, bool hasPictures = false, Func<int, string>? name = null)
    {
        var random = new Random(7);
        var rows = new List<Row>();
        for (int i = 0; i < classes * perClass; i++)
        {
            int label = i % classes;
            double clear = 1 - ((1 - skill) * label / classes);
            int looksLike = random.NextDouble() < 0.15 + (0.75 * clear) ? label : (label + classes - 1 - random.Next(Math.Min(3, classes))) % classes;
            rows.Add(new Row
            {
                Label = (name ?? ClassName)(label),
                Score = Probabilities(classes, looksLike, label, random, clear),
                ExpertsUsed = 1 + (random.NextDouble() > clear ? 1 : 0) + (random.NextDouble() > clear ? 1 : 0),
                ImagePath = $"test/{label}/{i / classes}.jpg",
                Image = hasPictures ? Pictures.Planes(label, i, PictureSize) : [],
            });
        }

        SchemaDefinition definition = SchemaDefinition.Create(typeof(Row));
        definition["Score"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, classes);
        definition["Image"].ColumnType = hasPictures
            ? new VectorDataViewType(NumberDataViewType.Byte, 3 * PictureSize * PictureSize)
            : new VectorDataViewType(NumberDataViewType.Byte);
        IDataView view = ml.Data.LoadFromEnumerable(rows, definition);
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }

    public static LongTailedMetrics Evaluate(MLContext ml, int classes, double skill, int perClass = 20, Func<int, string>? name = null)
        => ml.MulticlassClassification.EvaluateLongTailed(Scored(ml, classes, skill, perClass, name: name), TrainingCounts(classes));

    public static TrainingHistory History(int epochs = 60, int routingEpochs = 12)
    {
        var history = new TrainingHistory();
        for (int e = 1; e <= epochs + routingEpochs; e++)
        {
            bool isRouting = e > epochs;
            double done = Math.Min(1.0, (double)e / epochs);
            history.Report(new(isRouting ? "routing" : "experts", isRouting ? e - epochs : e, isRouting ? routingEpochs : epochs, 4, 4,
                isRouting ? 0.6 - (0.01 * (e - epochs)) : 5.5 * Math.Exp(-3 * done), 0.1, 500)
            {
                Validation = e % 2 == 0 ? new ValidationAccuracy(0.75 * Math.Sqrt(done), 0.9 * Math.Pow(done, 0.3), 0.7 * Math.Sqrt(done), 0.55 * done) : null,
            });
        }

        return history;
    }

    /// <summary>A report with every part.</summary>
    public static LongTailedReport Full(MLContext ml, RideTransformer model, int classes = 20)
    {
        IDataView scored = Scored(ml, classes, skill: 0.8, hasPictures: true);
        var options = new ReportOptions
        {
            Name = "RIDE, 3 experts",
            Title = "Birds of the garden and beyond",
            Baseline = Evaluate(ml, classes, skill: 0.45),
            BaselineName = "plain network",
            Training = History(),
            Mistakes = ml.MulticlassClassification.WorstMistakes(scored, new() { Count = 14 }),
            Model = model,
            Novelty = Novelties(),
            BiasVariance = new(3, new(0.19, 0.12, 0.23, 400), new(0.09, 0.05, 0.11, 180), new(0.2, 0.13, 0.25, 120), new(0.33, 0.22, 0.4, 100)),
            Routing = [.. Enumerable.Range(0, 8).Select(i => Routed(i / 7.0))],
        };
        return LongTailedReportExtensions.Report(ml.MulticlassClassification.EvaluateLongTailed(scored, TrainingCounts(classes)), options);
    }

    private static RoutingPoint Routed(double share)
        => new(0.05 + (0.9 * (1 - share)), 1 + (2 * share * share), 40e6 + (25e6 * share), 0.7 + (0.1 * Math.Sqrt(share)), 0.88, 0.74 + (0.08 * share), 0.5 + (0.16 * Math.Sqrt(share)));

    private static NoveltyMetrics Novelties()
    {
        var random = new Random(11);
        return NoveltyEvaluator.Evaluate(Bell(400, -13), Bell(90, -11), threshold: -11.8);

        float[] Bell(int count, double center) => [.. Enumerable.Range(0, count).Select(_ => (float)(center + Enumerable.Range(0, 6).Sum(_ => random.NextDouble() - 0.5)))];
    }

    private static float[] Probabilities(int classes, int looksLike, int label, Random random, double clear)
    {
        double sure = 0.35 + (0.6 * clear * random.NextDouble());
        var scores = new float[classes];
        Array.Fill(scores, (float)((1 - sure) / classes / 2));
        scores[label] += (float)((1 - sure) / 2);
        scores[looksLike] += (float)(1 - scores.Sum());
        return scores;
    }

    private sealed class Row
    {
        public string Label { get; set; } = string.Empty;

        public float[] Score { get; set; } = [];

        public int ExpertsUsed { get; set; }

        public string ImagePath { get; set; } = string.Empty;

        public byte[] Image { get; set; } = [];
    }
}
