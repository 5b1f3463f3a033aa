using System.Reflection;
using System.Runtime.Loader;
using Microsoft.ML;
using Microsoft.ML.TorchSharp;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Documentation;

/// <summary>The code of docs/other-trainers.md. What downloads nothing is run.</summary>
public sealed class OtherTrainersSnippets
{
    private readonly MLContext ml = new(seed: 1);

    [Fact]
    public void The_document_has_this_code() => Snippets.Check("other-trainers.md", "OtherTrainersSnippets.cs");

    [Fact]
    public void A_linear_model_is_trained_on_resampled_rows()
    {
        IDataView train = Tickets(120, 30, 6), test = Tickets(4, 4, 4);

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.Text.FeaturizeText("Features", "Text"))
            .Append(ml.Transforms.ResampleByClass("Label", ClassSampling.SquareRoot))
            .Append(ml.MulticlassClassification.Trainers.SdcaMaximumEntropy());
        var model = pipeline.Fit(train);

        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), train);
        Console.WriteLine($"many {metrics.Many?.Accuracy:P1}, medium {metrics.Medium?.Accuracy:P1}, few {metrics.Few?.Accuracy:P1}");

        Assert.Equal([120, 30, 6], metrics.Classes.Select(c => c.TrainingCount));
        Assert.Equal(1, metrics.Overall.Accuracy);
    }

    [X64Fact]
    public void Trees_are_trained_on_resampled_rows()
    {
        IDataView train = Tickets(120, 30, 6), test = Tickets(4, 4, 4);

        var trees = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.Text.FeaturizeText("Features", "Text"))
            .Append(ml.Transforms.ResampleByClass("Label", ClassSampling.SquareRoot))
            .Append(ml.MulticlassClassification.Trainers.LightGbm());

        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(trees.Fit(train).Transform(test), train);
        Assert.Equal([120, 30, 6], metrics.Classes.Select(c => c.TrainingCount));
        Assert.Equal(1, metrics.Overall.Accuracy);
    }

    [Fact]
    public void Resampling_and_evaluation_do_not_use_TorchSharp()
    {
        var without = new WithoutTorchSharp();
        Assert.Throws<FileNotFoundException>(() => without.LoadFromAssemblyName(new AssemblyName("TorchSharp")));
        Assembly tests = without.LoadFromAssemblyPath(typeof(OtherTrainersSnippets).Assembly.Location);
        object snippets = Activator.CreateInstance(tests.GetType(typeof(OtherTrainersSnippets).FullName!, throwOnError: true)!)!;
        snippets.GetType().GetMethod(nameof(A_linear_model_is_trained_on_resampled_rows))!.Invoke(snippets, null);
    }

    // Compiled only: the trainer downloads a network.
    internal LongTailedMetrics ClassifyText(IDataView train, IDataView test)
    {
        IDataView balanced = ml.Data.ResampleByClass(train, "Label", ClassSampling.SquareRoot);
        IDataView shuffled = ml.Data.ShuffleRows(balanced, seed: 1, shufflePoolSize: 10_000);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.MulticlassClassification.Trainers.TextClassification(sentence1ColumnName: "Text", maxEpochs: 4));
        var model = pipeline.Fit(shuffled);

        LongTailedMetrics metrics = ml.MulticlassClassification.EvaluateLongTailed(model.Transform(test), train);
        return metrics;
    }

    private IDataView Tickets(params int[] counts)
    {
        (string Label, string Text)[] classes = [("billing", "the invoice shows a wrong amount"), ("login", "my password is rejected"), ("outage", "no server answers")];
        return ml.Data.LoadFromEnumerable(classes.SelectMany((c, i) => Enumerable.Range(0, counts[i]).Select(n => new Ticket { Label = c.Label, Text = $"{c.Text} {n}" })).ToList());
    }

    private sealed class Ticket
    {
        public string Label { get; set; } = "";

        public string Text { get; set; } = "";
    }

    /// <summary>Has the library once more, and nothing that asks for TorchSharp gets it.</summary>
    private sealed class WithoutTorchSharp : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName name) => name.Name switch
        {
            "MLNet.Ride" or "MLNet.Ride.Torch" => LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, name.Name + ".dll")),
            "TorchSharp" => throw new FileNotFoundException("There is no TorchSharp here."),
            _ => null,
        };
    }
}
