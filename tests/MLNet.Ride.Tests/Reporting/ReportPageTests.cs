using Microsoft.ML;
using MLNet.Ride.Browser;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Reporting;

/// <summary>The report as a reader sees it, in a real browser.</summary>
public sealed class ReportPageTests : IClassFixture<HeadlessBrowser>, IDisposable
{
    private const string PicturesVariable = "RIDE_WRITE_IMAGES";

    private static readonly string[] s_pictures = ["class-distribution", "bucket-accuracy", "class-recall", "reliability", "experts-used", "routing-curve", "confusion", "novelty", "training-curves"];
    private static readonly string[] s_sections = [.. s_pictures[..6], "bias-variance", .. s_pictures[6..], "worst-mistakes", "options-used", "classes"];

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly HeadlessBrowser _browser;

    public ReportPageTests(HeadlessBrowser browser)
    {
        _browser = browser;
        _browser.Prefer(ColourScheme.Light);
        _browser.Resize(1240, 900);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ColourScheme.Light)]
    [InlineData(ColourScheme.Dark)]
    public void Every_part_is_there_and_can_be_read(ColourScheme scheme)
    {
        _browser.Prefer(scheme);
        Open(Full());
        Assert.Equal(s_sections, Texts("[...document.querySelectorAll('main > section')].map(s => s.id)"));
        const string IsDrawn = "return [...document.querySelectorAll('#' + arguments[0] + ' svg')]"
            + ".every(s => s.getBoundingClientRect().height > 150 && s.getAttribute('aria-label').length > 20);";
        Assert.All(s_pictures, id => Assert.True(_browser.Run<bool>(IsDrawn, id), id));
        Assert.Equal(14L, _browser.Run<long>("return [...document.querySelectorAll('.mistakes img')].filter(i => i.complete && i.naturalWidth === 64).length"));
        Assert.Equal(["many", "medium", "few", "all"], Texts("[...document.querySelectorAll('#reliability th')].map(h => h.textContent)"));
        Assert.Equal(["", "1 expert", "2 experts", "3 experts"], Texts("[...document.querySelectorAll('#experts-used th')].map(h => h.textContent)"));
        Assert.Equal("Birds of the garden and beyond", _browser.Run<string>("return document.querySelector('h1').textContent"));
        WritePictures(scheme == ColourScheme.Dark ? "-dark" : "");
        AssertReadable();
    }

    [Theory]
    [InlineData(2, 20)]
    [InlineData(3, 20)]
    [InlineData(100, 10)]
    [InlineData(1200, 3)]
    public void Any_number_of_classes_can_be_read(int classes, int perClass)
    {
        LongTailedMetrics metrics = SampleEvaluation.Evaluate(_ml, classes, skill: 0.7, perClass);
        Open(new LongTailedReport([new("model", metrics), new("baseline", SampleEvaluation.Evaluate(_ml, classes, skill: 0.3, perClass))]));
        AssertReadable();
        Assert.InRange(new FileInfo(_folder.File("report.html")).Length, 10_000, 1_500_000);
    }

    [Fact]
    public void Parts_without_data_are_absent()
    {
        IDataView scored = ScoreRows.Load(_ml, [1, 2, 3], [1, 2, 3]);
        LongTailedMetrics metrics = _ml.MulticlassClassification.EvaluateLongTailed(scored, [200, 50, 50], new() { ExpertsUsedColumnName = "None" });
        Open(new LongTailedReport([new("model", metrics with { Calibration = null })]));
        Assert.Equal(["class-distribution", "bucket-accuracy", "class-recall", "classes"], Texts("[...document.querySelectorAll('main > section')].map(s => s.id)"));
        Assert.False(_browser.Run<bool>("return document.body.textContent.includes('baseline') || document.body.textContent.includes('NaN')"));
        AssertReadable();
    }

    [Fact]
    public void Names_are_text_whatever_they_say()
    {
        const string Hostile = "</title></style><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">&\"'\u0000";
        LongTailedMetrics metrics = SampleEvaluation.Evaluate(_ml, 3, skill: 0, name: c => Hostile + c);
        Open(new LongTailedReport([new(Hostile, metrics)])
        {
            Title = Hostile,
            Mistakes = [new(1, Hostile, Hostile, Hostile, 0.9, 0.1, "javascript:alert(1)")],
            Training = [new(Hostile, 1, 2, 0.1, null)],
            TrainingOptions = System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, string> { [Hostile] = Hostile }),
        });
        Assert.StartsWith("</title></style><script>", _browser.Run<string>("return document.title"));
        Assert.Equal(0L, _browser.Run<long>("return document.querySelectorAll('script, [onerror], img').length"));
        Assert.Empty(_browser.Errors());
    }

    [Fact]
    public void The_page_fits_a_narrow_window()
    {
        _browser.Resize(420, 800);
        Open(Full());
        Assert.True(_browser.Run<bool>("return document.documentElement.scrollWidth <= 420"));
    }

    [Fact]
    public void Faults_of_a_page_are_found()
    {
        File.WriteAllText(_folder.File("faults.html"), """
            <!doctype html><body style="background: #ffffff">
            <p style="color: #eeeeee">pale</p>
            <svg width="200" height="100" aria-label="drawing">
              <text x="10" y="50">one text</text><text x="20" y="50">upon another</text><text x="180" y="90">too far to the right</text><rect width="NaN"/>
            </svg>
            """);
        _browser.Open(new Uri(_folder.File("faults.html")));
        Assert.Equal(["drawing: 'one text' and 'upon another'"], Texts(PageChecks.Overlaps));
        Assert.Equal(["drawing: 'too far to the right'"], Texts(PageChecks.CutOff));
        Assert.Equal(["P: 'pale'"], Texts(PageChecks.LowContrast));
        Assert.Equal(["NaN"], Texts(PageChecks.NotNumbers));
    }

    private void AssertReadable()
    {
        Assert.Empty(_browser.Errors());
        Assert.Empty(Texts(PageChecks.Overlaps));
        Assert.Empty(Texts(PageChecks.CutOff));
        Assert.Empty(Texts(PageChecks.LowContrast));
        Assert.Empty(Texts(PageChecks.NotNumbers));
    }

    private LongTailedReport Full()
    {
        using RideTransformer model = TinyRide.Transformer(_ml);
        return SampleEvaluation.Full(_ml, model);
    }

    private void Open(LongTailedReport report)
    {
        report.Save(_folder.File("report.html"));
        _browser.Open(new Uri(_folder.File("report.html")));
    }

    private string[] Texts(string expression)
        => [.. _browser.Run<IReadOnlyCollection<object>>($"return {expression};").Select(t => (string)t)];

    // For the documents, and to be looked at: the page in two halves.
    private void WritePictures(string suffix)
    {
        if (Environment.GetEnvironmentVariable(PicturesVariable) is { Length: > 0 } folder)
        {
            double middle = Convert.ToDouble(_browser.Run<object>("return document.querySelector('#confusion').getBoundingClientRect().top + scrollY"));
            File.WriteAllBytes(Path.Combine(folder, $"report{suffix}.png"), _browser.Picture(0, middle - 16));
            File.WriteAllBytes(Path.Combine(folder, $"report-continued{suffix}.png"), _browser.Picture(middle - 16, middle + 1600));
        }
    }
}
