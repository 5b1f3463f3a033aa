using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Hosting.Tests.Support;
using MLNet.Ride.Tests.Documentation;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MLNet.Ride.Hosting.Tests.Documentation;

/// <summary>The code of docs/monitoring.md, run with OpenTelemetry.</summary>
[Collection(nameof(ModelFiles))]
public sealed class MonitoringSnippets(ModelFiles files)
{
    [Fact]
    public void The_document_has_this_code() => Snippets.Check("monitoring.md", "MonitoringSnippets.cs");

    [Fact]
    public async Task Predictions_and_refused_requests_are_exported()
    {
        var exported = new Exported();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddRideModel(files.Model);

        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("MLNet.Ride"))
            .WithTracing(traces => traces.AddSource("MLNet.Ride"));

        builder.Services.ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddReader(new BaseExportingMetricReader(exported)));
        using IHost host = builder.Build();
        await host.StartAsync();
        IRideClassifier classifier = host.Services.GetRequiredService<IRideClassifier>();
        await classifier.PredictAsync(files.Images[0]);
        await Assert.ThrowsAsync<InvalidDataException>(() => classifier.PredictAsync([1, 2, 3]));
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();
        await host.StopAsync();

        Assert.Contains(("ride.prediction.duration", ""), exported.Points);
        Assert.Contains(("ride.prediction.experts", ""), exported.Points);
        Assert.Contains(("ride.request.duration", "ride.model="), exported.Points);
        Assert.Contains(("ride.request.duration", "error.type=System.IO.InvalidDataException ride.model="), exported.Points);
    }

    [Fact]
    public void Training_is_logged_and_written_for_TensorBoard()
    {
        string runsFolder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var ml = new MLContext(seed: 1);
        ILoggerFactory loggerFactory = NullLoggerFactory.Instance;
        var options = new LongTailedTrainer.Options { Epochs = 2 };

        options.Progress = new TensorBoardLog(Path.Combine(runsFolder, "ride-3-experts"));
        ml.LogTo(loggerFactory.CreateLogger("Training"));

        try
        {
            IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row { Label = $"{i % 2}", Features = [i % 2, i] }).ToList());
            using var model = (IDisposable)ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.LongTailed(options)).Fit(rows);
            Assert.NotEmpty(Directory.GetFiles(Path.Combine(runsFolder, "ride-3-experts")));
        }
        finally
        {
            Directory.Delete(runsFolder, recursive: true);
        }
    }

    private sealed class Row
    {
        public string Label { get; set; } = string.Empty;

        [Microsoft.ML.Data.VectorType(2)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Exported : BaseExporter<Metric>
    {
        public ConcurrentBag<(string Name, string Tags)> Points { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (Metric metric in batch)
            {
                foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
                {
                    var tags = new List<string>();
                    foreach (KeyValuePair<string, object?> tag in point.Tags)
                    {
                        tags.Add($"{tag.Key}={tag.Value}");
                    }

                    Points.Add((metric.Name, string.Join(' ', tags)));
                }
            }

            return ExportResult.Success;
        }
    }
}
