using Microsoft.ML;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.Persistence;

/// <summary>
/// Files that earlier versions wrote still load. When the format changes, a fixture is added: run these tests with
/// RIDE_WRITE_FIXTURE=path/of/Fixtures/name.
/// </summary>
public sealed class FixtureTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Fixtures");
    private readonly MLContext _ml = new();

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(s_folder, "*.zip").Select(f => Path.GetFileName(f)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_an_earlier_version_gives_the_scores_recorded_then(string file)
    {
        string path = Path.Combine(s_folder, file);
        ITransformer model = _ml.Model.Load(path, out DataViewSchema schema);
        Assert.Equal(["Label", "Image"], schema.Select(c => c.Name));
        Assert.Equal(TestTimeAugmentation.None, RideTransformer.FindIn(model).TestTimeAugmentation);
        Same(FixtureModel.Recorded(Path.ChangeExtension(path, ".json")), FixtureModel.Predictions(_ml, model), 1e-4f);
        ((IDisposable)model).Dispose();
    }

    [Fact]
    public void The_same_pipeline_saved_today_gives_its_scores_again()
    {
        using var folder = new TemporaryFolder();
        string path = Environment.GetEnvironmentVariable("RIDE_WRITE_FIXTURE") ?? folder.File("today");
        FixtureModel.Write(_ml, path);
        Assert.InRange(new FileInfo(path + ".zip").Length, 1, 300_000);
        ITransformer model = _ml.Model.Load(path + ".zip", out _);
        Same(FixtureModel.Recorded(path + ".json"), FixtureModel.Predictions(_ml, model), 1e-6f);
        ((IDisposable)model).Dispose();
    }

    private static void Same(List<PredictionRow> expected, List<PredictionRow> actual, float tolerance)
    {
        Assert.Equal(9, expected.Count);
        Assert.Equal(expected.Select(p => p.PredictedLabel), actual.Select(p => p.PredictedLabel));
        Assert.Equal(expected.Select(p => p.ExpertsUsed), actual.Select(p => p.ExpertsUsed));
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First.Score, p.Second.Score, (a, b) => MathF.Abs(a - b) < tolerance));
    }
}
