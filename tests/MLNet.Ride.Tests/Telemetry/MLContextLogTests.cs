using Microsoft.Extensions.Logging;
using Microsoft.ML;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Telemetry;

public sealed class MLContextLogTests
{
    [Fact]
    public void Lines_reach_a_logger_with_level_source_and_message()
    {
        var ml = new MLContext(seed: 1);
        var logger = new Lines();
        ml.LogTo(logger);
        RideTrainer.Options options = TinyRide.Options();
        IDataView rows = ml.Data.LoadFromEnumerable(PixelRow.Draw(4).Select((row, i) => new PixelRow { Label = i == 0 ? null! : row.Label, Image = row.Image }).ToList());
        using var model = (IDisposable)ml.Transforms.Conversion.MapValueToKey("Label").Append(ml.MulticlassClassification.Trainers.Ride(options)).Fit(rows);
        Assert.Contains(logger.All, line => line.Level == LogLevel.Information && line.Message.StartsWith("experts epoch 1/1: loss", StringComparison.Ordinal)
            && line.Message.Contains("% of the time waiting for images", StringComparison.Ordinal) && line.Source.Contains("RideTrainer", StringComparison.Ordinal));
        Assert.Contains(logger.All, line => line.Level == LogLevel.Warning && line.Message.Contains("label", StringComparison.OrdinalIgnoreCase));
    }

    private sealed class Lines : ILogger
    {
        public List<(LogLevel Level, string Source, string Message)> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary();
            lock (All)
            {
                All.Add((logLevel, (string)values["Source"]!, (string)values["Message"]!));
            }
        }
    }
}
