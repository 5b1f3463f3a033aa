using MLNet.Ride.Browser;
using MLNet.Ride.Hosting.Tests.Support;
using MLNet.Ride.Tests.Support;
using WebApp.Tests.Support;

namespace WebApp.Tests;

/// <summary>The page, as a reader sees it.</summary>
public sealed class PageTests(ModelFiles files, HeadlessBrowser browser) : IClassFixture<ModelFiles>, IClassFixture<HeadlessBrowser>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_chosen_image_gets_its_five_classes_and_its_experts()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        Open(app);
        Assert.Equal("5 classes, 48 training images, 3 experts on resnet20.", Text("#model"));

        browser.Upload("#file", Save("poppy.png", files.Images[0]));
        browser.WaitFor("document.querySelectorAll('#classes li').length === 5");

        string best = (await app.PredictAsync(files.Images[0])).GetProperty("classes")[0].GetProperty("name").GetString()!;
        Assert.StartsWith(best, Text("#classes li .name"), StringComparison.Ordinal);
        Assert.Matches("^[123] of 3 experts used\\.$", Text("#experts-text"));
        Assert.Equal(best, browser.Run<string>("return document.querySelector('#tail .best').dataset.name;"));
        browser.WaitFor("!document.getElementById('preview').hidden");
        Assert.Equal("poppy.png", Text("#name"));
        Assert.True(browser.Run<bool>("return document.getElementById('unknown').hidden;"));
        Assert.Empty(browser.Errors());
    }

    [Fact]
    public async Task An_image_of_no_known_class_is_announced()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Suspicious);
        Open(app);

        browser.Upload("#file", Save("meadow.png", files.Images[1]));
        browser.WaitFor("document.querySelectorAll('#classes li').length === 5");

        bool isKnown = (await app.PredictAsync(files.Images[1])).GetProperty("isKnown").GetBoolean();
        Assert.False(isKnown);
        Assert.False(browser.Run<bool>("return document.getElementById('unknown').hidden;"));
        Assert.StartsWith("Probably none of these", Text("#unknown"), StringComparison.Ordinal);
        Assert.Empty(browser.Errors());
    }

    [Fact]
    public async Task A_prediction_is_explained_on_demand()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        Open(app);
        browser.Upload("#file", Save("poppy.png", files.Images[0]));
        browser.WaitFor("!document.getElementById('result').hidden");
        Assert.True(browser.Run<bool>("return document.getElementById('maps').hidden;"));

        browser.Run<object?>("document.getElementById('why').click();");
        browser.WaitFor("document.querySelectorAll('#maps img').length > 0 && [...document.querySelectorAll('#maps img')].every(i => i.complete && i.naturalWidth === 8)");

        string text = Text("#experts-text");
        int used = text[0] - '0';
        Assert.Equal(used > 1 ? used + 1 : 1, (int)browser.Run<long>("return document.querySelectorAll('#maps figure').length;"));
        Assert.Equal("mean", Text("#maps figcaption"));
        Assert.Contains(browser.Run<string>("return document.querySelector('#tail .best').dataset.name;"), Text("#maps p"), StringComparison.Ordinal);

        browser.Upload("#file", Save("sky.png", files.Images[2]));
        browser.WaitFor("document.getElementById('maps').hidden && !document.getElementById('why').disabled");
        Assert.Empty(browser.Errors());
    }

    [Fact]
    public async Task An_image_can_be_dropped()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        Open(app);

        browser.Run<object?>(
            """
            const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
            document.getElementById('drop').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
            """,
            Convert.ToBase64String(files.Images[1]));

        browser.WaitFor("document.querySelectorAll('#classes li').length === 5");
        Assert.Equal("dropped.png", Text("#name"));
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_explained_and_another_one_helps()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        Open(app);

        browser.Upload("#file", Save("notes.txt", "no image"u8.ToArray()));
        browser.WaitFor("!document.getElementById('problem').hidden");
        Assert.Equal("'notes.txt' cannot be used: it is not an image of a known format (PNG, JPEG, BMP, GIF, WebP). Send a PNG, JPEG, BMP, GIF, or WebP image.", Text("#problem"));

        browser.Upload("#file", Save("sky.png", files.Images[2]));
        browser.WaitFor("document.getElementById('problem').hidden && !document.getElementById('result').hidden");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_sent()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model, "--Model:MaxImageBytes=1000000");
        Open(app);

        browser.Upload("#file", Save("poster.png", new byte[2_000_000]));
        browser.WaitFor("!document.getElementById('problem').hidden");

        Assert.Equal("'poster.png' is 2 MB. Images may be up to 1 MB. Choose a smaller one.", Text("#problem"));
        Assert.Empty(browser.Errors());
    }

    [Fact]
    public async Task The_page_goes_over_to_a_new_model_with_the_server()
    {
        await using RunningApp app = await RunningApp.StartAsync(files.Model);
        Open(app);

        File.Copy(files.Other, app.ModelPath, overwrite: true);

        browser.WaitFor("document.querySelectorAll('#tail i').length === 2");
        Assert.StartsWith("2 classes, ", Text("#model"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_a_model_says_what_to_do()
    {
        await using RunningApp app = await RunningApp.StartAsync(null);
        browser.Open(app.Address);
        browser.WaitFor("document.getElementById('model').textContent.includes('does not exist')");
    }

    /// <summary>With RIDE_WRITE_IMAGES=folder it leaves pictures there, of the model RIDE_WEBAPP_MODEL and the image RIDE_WEBAPP_IMAGE where these are given.</summary>
    [Theory]
    [InlineData(ColourScheme.Light)]
    [InlineData(ColourScheme.Dark)]
    public async Task The_page_is_shown_in_light_and_dark(ColourScheme scheme)
    {
        string image = Environment.GetEnvironmentVariable("RIDE_WEBAPP_IMAGE") ?? Save("poppy.png", files.Images[0]);
        await using RunningApp app = await RunningApp.StartAsync(Environment.GetEnvironmentVariable("RIDE_WEBAPP_MODEL") ?? files.Model);
        browser.Prefer(scheme);
        Open(app);
        browser.Upload("#file", image);
        browser.WaitFor("document.querySelectorAll('#classes li').length === 5 && !document.getElementById('preview').hidden");
        browser.Run<object?>("document.getElementById('why').click();");
        browser.WaitFor("document.querySelectorAll('#maps img').length > 0 && [...document.querySelectorAll('#maps img')].every(i => i.complete)");

        string background = browser.Run<string>("return getComputedStyle(document.body).backgroundColor;");
        Assert.Equal(scheme == ColourScheme.Dark ? "rgb(18, 20, 27)" : "rgb(245, 246, 250)", background);
        Assert.False(browser.Run<bool>("return document.documentElement.scrollWidth > innerWidth;"));
        byte[] picture = browser.Picture();
        if (Environment.GetEnvironmentVariable("RIDE_WRITE_IMAGES") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"webapp-{scheme.ToString().ToLowerInvariant()}.png"), picture);
        }
    }

    private void Open(RunningApp app)
    {
        browser.Resize(1000, 760);
        browser.Open(app.Address);
        browser.WaitFor("document.querySelectorAll('#tail i').length > 0");
    }

    private string Text(string selector) => browser.Run<string>("return document.querySelector(arguments[0]).textContent;", selector);

    private string Save(string name, byte[] bytes)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
