using System.Text.Json;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training.Schedules;

namespace MLNet.Ride.Torch.Tests.Training.Schedules;

public class LearningRateScheduleTests
{
    [Fact]
    public void Warm_up_and_steps_are_those_of_the_published_code()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Figures", "losses.json"));
        using var figures = JsonDocument.Parse(file);
        double[] expected = [.. figures.RootElement
            .GetProperty("learning_rate_multipliers_200_epochs_160_180_gamma0.01_warmup5").EnumerateArray().Select(value => value.GetDouble())];
        var options = new OptimizerOptions();
        var schedule = new WarmUpStepSchedule(options.WarmUp(200), options.StepsFor(200), options.StepFactor);

        Assert.Equal(200, expected.Length);
        Assert.All(expected, (factor, epoch) => Assert.Equal(factor, schedule.Factor(epoch), 1e-9));
    }

    [Fact]
    public void No_warm_up_starts_at_the_full_rate()
        => Assert.Equal(1, new WarmUpStepSchedule(0, [3], 0.1).Factor(0));

    public static TheoryData<string> Names => [.. ScheduleRegistry.All.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_schedule_warms_up_and_falls(string name)
    {
        LearningRateSchedule schedule = ScheduleRegistry.Create(new OptimizerOptions { Schedule = name }, 4, 20);
        double[] factors = [.. Enumerable.Range(0, 20).Select(schedule.Factor)];

        Assert.Equal([0.25, 0.5, 0.75, 1, 1], factors[..5]);
        Assert.Equal(factors[4..].OrderDescending(), factors[4..]);
        Assert.InRange(factors[^1], 0, 0.02);
    }

    [Fact]
    public void Cosine_is_over_the_epochs_after_the_warm_up()
    {
        var schedule = new WarmUpCosineSchedule(3, 8);

        Assert.All(Enumerable.Range(0, 5), epoch => Assert.Equal(new CosineSchedule(5).Factor(epoch), schedule.Factor(3 + epoch)));
        Assert.Equal(1.0 / 3, schedule.Factor(0));
        Assert.Equal(1, new WarmUpCosineSchedule(8, 8).Factor(7));
    }

    [Fact]
    public void Cosine_falls_as_PyTorch_does()
    {
        // CosineAnnealingLR(T_max = 5) from 1.
        double[] expected = [1, 0.90450849718747, 0.65450849718747, 0.34549150281253, 0.09549150281253];

        Assert.All(expected, (factor, epoch) => Assert.Equal(factor, new CosineSchedule(5).Factor(epoch), 1e-12));
    }
}
