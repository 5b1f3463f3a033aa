using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Tests;

namespace MLNet.Ride.Tests.Training;

/// <summary>Trainings, loaded models, predictions, engines and cursors leave nothing behind.</summary>
public sealed partial class LeakTests
{
    private readonly MLContext _ml = new(seed: 1);

    /// <summary>benchmarks/Leaks in a process of its own, with fewer rounds.</summary>
    /// <param name="scenario">What it does.</param>
    /// <param name="count">How often.</param>
    /// <param name="mostMegabytes">
    /// What resident memory may grow by. Models that are not disposed wait for the garbage collector, up to five of 50 MB each; all of them are 1,400 MB.
    /// </param>
    [Theory]
    [InlineData("fits", 30, 100)]
    [InlineData("undisposed-fits", 30, 400)]
    [InlineData("undisposed-loads", 30, 400)]
    [InlineData("predictions", 5000, 30)]
    public async Task Memory_does_not_grow(string scenario, int count, int mostMegabytes)
    {
        (int tensors, int megabytes) = await Leaks(scenario, $"{count}");

        Assert.Equal(0, tensors);
        Assert.InRange(megabytes, 0, mostMegabytes);
    }

    [Theory]
    [InlineData("fits", 30, 100)]
    [InlineData("undisposed-loads", 30, 400)]
    public async Task Models_that_are_kept_break_the_bounds(string scenario, int count, int mostMegabytes)
    {
        (int tensors, int megabytes) = await Leaks("--keep", scenario, $"{count}");

        Assert.InRange(tensors, count, int.MaxValue);
        Assert.InRange(megabytes, mostMegabytes, int.MaxValue);
    }

    [Fact]
    public void Engines_and_abandoned_cursors_leave_no_tensors()
    {
        using RideTransformer model = TinyRide.Transformer(_ml, routerTopLogits: 3);
        IDataView scored = model.Transform(TinyRide.Labeled(_ml, perClass: 1));
        PixelRow row = PixelRow.Draw(1).First();
        var shared = new PredictionEngineOptions { OwnsTransformer = false };

        TensorCount.AssertNoneLeft(() =>
        {
            using (var engine = _ml.Model.CreatePredictionEngine<PixelRow, KeyedPredictionRow>(model, shared))
            {
                _ = engine.Predict(row);
                _ = engine.Predict(row);
            }

            using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
            Assert.True(cursor.MoveNext());
        });
    }

    private static async Task<(int Tensors, int Megabytes)> Leaks(params string[] arguments)
    {
        ProgramRun run = await ProgramRun.Of("Leaks.dll", arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        Match result = Result().Match(run.Out);
        Assert.True(result.Success, run.Out);
        return (Number(1), Number(2));

        int Number(int group) => int.Parse(result.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("(-?[0-9]+) tensors left; at most ([0-9]+) MiB more")]
    private static partial Regex Result();
}
