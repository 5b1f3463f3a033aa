using MLNet.Ride.Torch.Training;

namespace MLNet.Ride.Tool.Tests.Display;

public class LineDisplayTests
{
    [Fact]
    public void A_long_stage_gives_a_line_every_few_epochs_with_the_time()
    {
        var log = new StringWriter();
        var clock = new ManualClock();
        new LineDisplay(log, clock).Show("RIDE", progress =>
        {
            for (int epoch = 1; epoch <= 16; epoch++)
            {
                for (int step = 1; step <= 2; step++)
                {
                    clock.Now += TimeSpan.FromSeconds(5);
                    progress.Report(new TrainingProgress("experts", epoch, 16, step, 2, 1.5, 0.1, 200));
                }
            }

            return 0;
        });

        string[] lines = log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        Assert.StartsWith("0:00:20  RIDE, experts 2/16: loss 1.50, 200 images/s, 0:01:", lines[0]);
        Assert.Equal("0:02:40  RIDE, experts 16/16: loss 1.50, 200 images/s", lines[^1]);
    }

    [Fact]
    public void Hours_are_shown()
    {
        var log = new StringWriter();
        var clock = new ManualClock();
        new LineDisplay(log, clock).Show("RIDE", progress =>
        {
            progress.Report(new TrainingProgress("experts", 1, 2, 1, 2, 1.5, 0.1, 200));
            clock.Now += TimeSpan.FromMinutes(100);
            progress.Report(new TrainingProgress("experts", 1, 2, 2, 2, 1.5, 0.1, 200));
            return 0;
        });
        Assert.Equal("1:40:00  RIDE, experts 1/2: loss 1.50, 200 images/s, 1:40:00 left", log.ToString().Trim());
    }

    [Fact]
    public void A_wait_for_images_is_shown_if_it_matters()
    {
        var log = new StringWriter();
        new LineDisplay(log, new ManualClock()).Show("RIDE", progress =>
        {
            progress.Report(new TrainingProgress("experts", 1, 2, 2, 2, 1.5, 0.1, 200) { DataWait = 0.04 });
            progress.Report(new TrainingProgress("experts", 2, 2, 2, 2, 1.5, 0.1, 200) { DataWait = 0.25 });
            return 0;
        });
        Assert.Equal(
            ["0:00:00  RIDE, experts 1/2: loss 1.50, 200 images/s", "0:00:00  RIDE, experts 2/2: loss 1.50, 200 images/s (25% of the time waiting for images)"],
            log.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed class ManualClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
