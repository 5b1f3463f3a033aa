using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Reporting;

public sealed class WorstMistakesTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_surest_mistakes_come_first()
    {
        IReadOnlyList<Mistake> mistakes = _ml.MulticlassClassification.WorstMistakes(ScoreRows.Example(_ml));
        Assert.Equal(
            [(6L, "3", "1", 0.9, 0.05), (2L, "1", "2", 0.5, 0.2), (5L, "2", "1", 0.5, 0.4)],
            mistakes.Select(m => (m.Row, m.Actual, m.Predicted, Math.Round(m.PredictedScore, 3), Math.Round(m.ActualScore!.Value, 3))));
        Assert.All(mistakes, m => Assert.Null(m.ImagePath ?? m.Thumbnail));
    }

    [Fact]
    public void No_more_are_given_than_asked_for()
        => Assert.Equal([6L, 2L], _ml.MulticlassClassification.WorstMistakes(ScoreRows.Example(_ml), new() { Count = 2 }).Select(m => m.Row));

    [Fact]
    public void Scores_that_are_no_numbers_are_passed_over()
    {
        IDataView rows = ScoreRows.Load(_ml, (1, [float.NaN, 1, 1]), (1, [float.NegativeInfinity, 1, 0]), (1, [0, float.PositiveInfinity, 0]));
        Mistake mistake = Assert.Single(_ml.MulticlassClassification.WorstMistakes(rows));
        Assert.Equal((2L, null), (mistake.Row, mistake.ActualScore));
    }

    [Fact]
    public void Pixel_vectors_are_shown_as_they_are()
    {
        IDataView rows = SampleEvaluation.Scored(_ml, 3, skill: 0, hasPictures: true);
        Mistake mistake = _ml.MulticlassClassification.WorstMistakes(rows)[0];
        using MLImage picture = Picture(mistake);
        Assert.Equal((64, 64), (picture.Width, picture.Height));
        Assert.StartsWith("test/", mistake.ImagePath);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Image_files_become_small_squares_of_their_color(bool areLoaded)
    {
        string file = _folder.File("green.png");
        DrawnImages.Save(file, label: 1, seed: 1, width: 300, height: 200);
        IDataView rows = _ml.Data.LoadFromEnumerable(new[] { new FileRow { Label = 0, Score = [0.1f, 0.9f], ImagePath = file } });
        if (areLoaded)
        {
            rows = _ml.Transforms.LoadRawImageBytes("Image", _folder.Path, "ImagePath").Fit(rows).Transform(rows);
        }

        Mistake mistake = Assert.Single(_ml.MulticlassClassification.WorstMistakes(rows, new() { ThumbnailSize = 48 }));
        Assert.Equal(file, mistake.ImagePath);
        using MLImage picture = Picture(mistake);
        Assert.Equal((48, 48), (picture.Width, picture.Height));
        byte[] bgr = picture.GetBGRPixels;
        Assert.True(bgr[1] > 150 && bgr[0] < 100 && bgr[2] < 100, string.Join(' ', bgr[..3]));
    }

    [Fact]
    public void There_are_no_thumbnails_where_none_are_wanted_or_the_image_is_absent()
    {
        DrawnImages.Save(_folder.File("there.png"), label: 1, seed: 1);
        IDataView there = Wrong("there.png"), absent = Wrong("absent.png");
        Assert.NotNull(Assert.Single(_ml.MulticlassClassification.WorstMistakes(there)).Thumbnail);
        Assert.Null(Assert.Single(_ml.MulticlassClassification.WorstMistakes(there, new() { ThumbnailSize = 0 })).Thumbnail);
        Assert.Null(Assert.Single(_ml.MulticlassClassification.WorstMistakes(absent)).Thumbnail);

        IDataView Wrong(string file) => _ml.Data.LoadFromEnumerable(new[] { new FileRow { Label = 0, Score = [0.1f, 0.9f], ImagePath = _folder.File(file) } });
    }

    [Theory]
    [InlineData(0, 96, "Count ('0') must be greater than or equal to '1'")]
    [InlineData(1001, 96, "Count ('1001') must be less than or equal to '1000'")]
    [InlineData(1, 15, "ThumbnailSize must be between 16 and 256, or 0 for no thumbnails, but is 15.")]
    [InlineData(1, 257, "ThumbnailSize must be between 16 and 256, or 0 for no thumbnails, but is 257.")]
    public void Options_out_of_range_are_refused(int count, int size, string message)
    {
        var options = new MistakeOptions { Count = count, ThumbnailSize = size };
        Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.WorstMistakes(ScoreRows.Example(_ml), options)).Message);
    }

    private static MLImage Picture(Mistake mistake)
    {
        const string Start = "data:image/jpeg;base64,";
        Assert.StartsWith(Start, mistake.Thumbnail);
        return MLImage.CreateFromStream(new MemoryStream(Convert.FromBase64String(mistake.Thumbnail![Start.Length..])));
    }

    private sealed class FileRow
    {
        [KeyType(2)]
        public uint Label { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [];

        public string ImagePath { get; set; } = string.Empty;
    }
}
