using MLNet.Ride.Browser;

namespace MLNet.Ride.Tests.Support;

/// <summary>What tests of pages rely on.</summary>
public sealed class HeadlessBrowserTests : IClassFixture<HeadlessBrowser>, IDisposable
{
    private readonly HeadlessBrowser _browser;
    private readonly TemporaryFolder _folder = new();

    public HeadlessBrowserTests(HeadlessBrowser browser) => _browser = browser;

    [Fact]
    public void A_page_runs_scripts_and_tells_of_errors()
    {
        Open("<script>document.title = 'ready'; throw new Error('out of order');</script>");
        Assert.Equal("ready", _browser.Run<string>("return document.title;"));
        Assert.Contains("out of order", Assert.Single(_browser.Errors()));
        Open("<p>calm</p>");
        Assert.Empty(_browser.Errors());
    }

    [Fact]
    public void A_page_sees_the_colors_that_the_reader_prefers()
    {
        Open("<p>text</p>");
        const string IsDark = "return matchMedia('(prefers-color-scheme: dark)').matches;";
        _browser.Prefer(ColourScheme.Dark);
        Assert.True(_browser.Run<bool>(IsDark));
        _browser.Prefer(ColourScheme.Light);
        Assert.False(_browser.Run<bool>(IsDark));
    }

    [Fact]
    public void A_file_is_uploaded()
    {
        string file = _folder.File("note.txt");
        File.WriteAllText(file, "hello");
        Open("<input type=file onchange=\"this.files[0].text().then(t => document.title = t)\">");
        _browser.Upload("input", file);
        _browser.WaitFor("document.title === 'hello'");
    }

    [Fact]
    public void A_picture_shows_the_whole_page()
    {
        _browser.Resize(300, 200);
        Open("<body style='margin:0'><div style='height:700px'></div>");
        byte[] png = _browser.Picture();
        Assert.Equal((300, 700), (BigEndian(png, 16), BigEndian(png, 20)));
    }

    public void Dispose() => _folder.Dispose();

    private void Open(string html)
    {
        string path = _folder.File("page.html");
        File.WriteAllText(path, "<!doctype html>" + html);
        _browser.Open(new Uri(path));
    }

    private static int BigEndian(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
