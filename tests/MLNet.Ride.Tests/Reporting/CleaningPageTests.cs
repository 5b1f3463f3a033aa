using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Browser;
using MLNet.Ride.Tests.Support;

namespace MLNet.Ride.Tests.Reporting;

/// <summary>The page on which a person cleans data, in a real browser.</summary>
public sealed class CleaningPageTests : IClassFixture<HeadlessBrowser>, IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly HeadlessBrowser _browser;

    public CleaningPageTests(HeadlessBrowser browser)
    {
        _browser = browser;
        _browser.Resize(1240, 900);
        foreach ((string @class, int label) in (ReadOnlySpan<(string, int)>)[("red", 0), ("green, dark", 1)])
        {
            for (int i = 0; i < 4; i++)
            {
                DrawnImages.Save(_folder.File("data", "train", @class, $"{i}.png"), label, (10 * label) + i, 32, 32);
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File("data", "test", "red", "0.png"))!);
        File.Copy(_folder.File("data", "train", "red", "1.png"), _folder.File("data", "test", "red", "0.png"));
        File.WriteAllBytes(_folder.File("data", "train", "red", "9.png"), []);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ColourScheme.Light)]
    [InlineData(ColourScheme.Dark)]
    public void Everything_found_is_shown(ColourScheme scheme)
    {
        _browser.Prefer(scheme);
        Open();
        Assert.Equal(["label-errors", "copies", "unreadable"], Texts("[...document.querySelectorAll('main > section')].map(s => s.id)"));
        Assert.Equal(0L, _browser.Run<long>("return [...document.querySelectorAll('img')].filter(i => !i.complete || i.naturalWidth !== 96).length"));
        Assert.Equal(6L, _browser.Run<long>("return document.querySelectorAll('img').length"));
        Assert.Contains("data/train/red/9.png: it is empty (0 bytes)", _browser.Run<string>("return document.querySelector('#unreadable').textContent"));
        Assert.Empty(Texts(PageChecks.LowContrast));
        Assert.Empty(_browser.Errors());
    }

    [Fact]
    public void Decisions_make_a_manifest_that_can_be_loaded()
    {
        Open();
        Assert.Equal("0 of 2 decided: 0 labels changed, 1 image removed", Count());
        _browser.Run<object>("document.querySelectorAll('.suspect')[0].querySelector('[value=change]').click(); return null;");
        _browser.Run<object>("document.querySelectorAll('.suspect')[1].querySelector('[value=remove]').click(); return null;");
        _browser.Run<object>("[...document.querySelectorAll('.copies figure')].find(f => f.textContent.includes('test')).querySelector('input').click(); return null;");
        Assert.Equal("2 of 2 decided: 1 label changed, 3 images removed", Count());

        File.WriteAllText(_folder.File("cleaned.csv"), _browser.Run<string>("return cleanedManifest()"));
        ImageSets cleaned = _ml.Data.LoadImageSets(_folder.File("cleaned.csv"));

        Assert.Null(cleaned.Test);
        Assert.Equal(
            ["green, dark", "green, dark", "green, dark", "green, dark", "green, dark", "red", "red"],
            cleaned.Train.GetColumn<string>("Label").Order(StringComparer.Ordinal));
        string changed = _folder.File("data", "train", "red", "0.png");
        Assert.Contains((changed, "green, dark"), cleaned.Train.GetColumn<string>("ImagePath").Zip(cleaned.Train.GetColumn<string>("Label")));
        Assert.All(cleaned.Train.GetColumn<string>("ImagePath"), path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public void Errors_in_other_data_are_refused()
    {
        ImageSets sets = _ml.Data.LoadImageSets(_folder.File("data"));
        Assert.Contains("does not belong to the data", Assert.Throws<ArgumentException>(
            () => _ml.Data.SaveCleaningPage(_folder.File("page.html"), sets, Report("/elsewhere.png"))).Message);
        Assert.False(File.Exists(_folder.File("page.html")));
    }

    private string Count() => _browser.Run<string>("return document.getElementById('count').textContent");

    private void Open()
    {
        ImageSets sets = _ml.Data.LoadImageSets(_folder.File("data"));
        LabelErrorReport errors = Report(_folder.File("data", "train", "red", "0.png"), _folder.File("data", "train", "red", "2.png"));
        _ml.Data.SaveCleaningPage(_folder.File("page.html"), sets, errors, _ml.Data.CheckImageSets(sets));
        _browser.Open(new Uri(_folder.File("page.html")));
    }

    private LabelErrorReport Report(params string[] errors)
        => new(
            8, [.. errors.Select(path => new LabelError(1, path, "red", "green, dark", 0.1, 0.9))], [], [],
            new Dictionary<string, IReadOnlyList<string>> { ["green, dark"] = [_folder.File("data", "train", "green, dark", "1.png")] });

    private string[] Texts(string expression) => [.. _browser.Run<IReadOnlyCollection<object>>($"return {expression};").Cast<string>()];
}
