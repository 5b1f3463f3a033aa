using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Reporting;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests;

/// <summary>Files and messages read the same wherever a program runs, so that they can be read again and searched for.</summary>
public partial class CultureTests
{
    private static readonly Dictionary<string, Func<MLContext, string>> s_texts = new()
    {
        ["metrics as a table"] = ml => SampleEvaluation.Evaluate(ml, 6, skill: 0.5).ToMarkdown(),
        ["report as a table"] = ml => Report(ml).ToMarkdown(),
        ["report as JSON"] = ml => Report(ml).ToJson(),
        ["report as a page"] = ml => Report(ml).ToHtml(),
        ["model card"] = ModelCard,
        ["log of a training"] = TrainingLog,
        ["sampling"] = _ => ClassSampling.Power(0.25).ToString()!,
        ["refused power"] = _ => Refused(() => ClassSampling.Power(1.5)),
        ["refused imbalance factor"] = ml => Refused(() => ml.Data.MakeLongTailed(TinyRide.Labeled(ml, 4), imbalanceFactor: 0.5)),
        ["refused share"] = ml => Refused(() => ml.Data.StratifiedTrainTestSplit(TinyRide.Labeled(ml, 4), testFraction: 1.5)),
        ["refused option"] = _ => Refused(() => new RideTrainer.Options { Optimizer = { Momentum = 1.5 } }.Validate()),
        ["refused pixel"] = RefusedPixel,
        ["refused temperature"] = RefusedTemperature,
    };

    public static TheoryData<string> Texts => [.. s_texts.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_the_same_in_every_culture(string text)
    {
        string expected = In(CultureInfo.InvariantCulture, s_texts[text]);
        Assert.Matches(@"\d\.\d", expected);

        Assert.Equal(expected, In(new CultureInfo("de-DE"), s_texts[text]));
    }

    private static string In(CultureInfo culture, Func<MLContext, string> text)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal(culture.NumberFormat.NumberDecimalSeparator, $"{0.5}"[1..2]);
            return text(new MLContext(seed: 1));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static LongTailedReport Report(MLContext ml)
    {
        using RideTransformer model = TinyRide.Transformer(ml);
        return SampleEvaluation.Full(ml, model);
    }

    private static string ModelCard(MLContext ml)
    {
        using var zip = new ZipArchive(Calibrated(ml));
        using var card = new StreamReader(ModelZip.Entry(zip, "network.json").Open());
        return card.ReadToEnd();
    }

    private static string TrainingLog(MLContext ml)
    {
        var lines = new List<string>();
        ml.Log += (_, message) => lines.Add(message.Message);
        RideTrainer.Options options = TinyRide.Options();
        options.Routing.Enabled = true;
        options.Validation.Fraction = 0.25;
        ml.MulticlassClassification.Trainers.Ride(options).Fit(TinyRide.Labeled(ml, 8)).Dispose();
        return Times().Replace(string.Join('\n', lines.Where(line => line.Contains("RideTrainer", StringComparison.Ordinal))), "");
    }

    private static string RefusedPixel(MLContext ml)
    {
        var image = new float[3 * TinyRide.ImageSize * TinyRide.ImageSize];
        image[5] = 300.5f;
        IDataView rows = ml.Data.LoadFromEnumerable([new SingleRow { Label = "red", Image = image }, new SingleRow { Label = "blue", Image = image }]);
        return Refused(() => ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.Ride(TinyRide.Options())).Fit(rows));
    }

    private static string RefusedTemperature(MLContext ml)
    {
        MemoryStream file = ModelZip.ChangeJson(Calibrated(ml), "network.json", json => json["temperature"] = -1.5);
        file.Position = 0;
        return Refused(() => ml.Model.Load(file, out _));
    }

    private static MemoryStream Calibrated(MLContext ml)
    {
        using RideTransformer plain = TinyRide.Transformer(ml);
        using RideTransformer model = plain.Calibrate(TinyRide.Labeled(ml, 4), out _);
        var file = new MemoryStream();
        ml.Model.Save(model, null, file);
        return file;
    }

    private static string Refused(Action act)
    {
        Exception error = Assert.ThrowsAny<Exception>(act);
        return $"{error.GetBaseException().Message} {error.Message}";
    }

    [GeneratedRegex(@"[\d.,]+ (s\b|ms\b|images/s)|[\d.,]+ images/s|\d+% of the time waiting|\d\d:\d\d:\d\d[.,\d]*")]
    private static partial Regex Times();
}
