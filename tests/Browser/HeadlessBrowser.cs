using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace MLNet.Ride.Browser;

/// <summary>
/// The installed Chromium or Chrome without a window, with an empty profile of its own. What is not here is done with <see cref="Driver"/>.
/// Starting takes about a second: tests of a class share one (<c>IClassFixture&lt;HeadlessBrowser&gt;</c>).
/// </summary>
public sealed class HeadlessBrowser : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly string _profile = Directory.CreateTempSubdirectory("ride-browser-").FullName;

    public HeadlessBrowser()
    {
        var options = new ChromeOptions();
        options.AddArguments(
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--window-size=1280,900", $"--user-data-dir={_profile}");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(BrowserProgram.DriverFolder());
        service.SuppressInitialDiagnosticInformation = true;
        try
        {
            Driver = new ChromeDriver(service, options, TimeSpan.FromMinutes(2));
        }
        catch
        {
            service.Dispose();
            Directory.Delete(_profile, recursive: true);
            throw;
        }
    }

    /// <summary>Selenium's driver: find elements, click, send keys, switch.</summary>
    public ChromeDriver Driver { get; }

    /// <summary>Opens a page, and forgets what earlier ones wrote to the console.</summary>
    /// <param name="address">An http address, or a file's (<c>new Uri(path)</c>).</param>
    public void Open(Uri address)
    {
        _ = Errors();
        Driver.Navigate().GoToUrl(address);
    }

    /// <summary>Runs a function body in the page; its <c>arguments</c> are those given.</summary>
    /// <returns>What it returns: text, long, double, bool, an element, a list or a dictionary.</returns>
    public T Run<T>(string script, params object[] arguments) => (T)Driver.ExecuteScript(script, arguments)!;

    /// <summary>Waits until a JavaScript expression holds.</summary>
    /// <exception cref="TimeoutException">It did not come to hold; the message tells the page's text.</exception>
    public void WaitFor(string expression)
    {
        DateTime end = DateTime.UtcNow + s_patience;
        while (!Run<bool>($"return Boolean({expression});"))
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"'{expression}' did not come to hold. The page says: {Driver.FindElement(By.TagName("body")).Text}");
            }

            Thread.Sleep(s_pause);
        }
    }

    /// <summary>Puts a file of this machine into a file input (<c>&lt;input type="file"&gt;</c>), as if it had been chosen.</summary>
    public void Upload(string selector, string path) => Driver.FindElement(By.CssSelector(selector)).SendKeys(Path.GetFullPath(path));

    /// <summary>Errors and warnings on the console since the page was opened or this was last called: scripts, refused resources, failed requests.</summary>
    public IReadOnlyList<string> Errors()
        => [.. Driver.Manage().Logs.GetLog(LogType.Browser).Where(e => e.Level >= LogLevel.Warning).Select(e => e.Message)];

    /// <summary>Tells pages that the reader wishes light or dark ones.</summary>
    public void Prefer(ColourScheme scheme)
        => Command("Emulation.setEmulatedMedia", ("features", new[] { Entries(("name", "prefers-color-scheme"), ("value", scheme == ColourScheme.Dark ? "dark" : "light")) }));

    /// <summary>Shows pages in a window of this many CSS pixels.</summary>
    public void Resize(int width, int height)
        => Command("Emulation.setDeviceMetricsOverride", ("width", width), ("height", height), ("deviceScaleFactor", 1), ("mobile", false));

    /// <summary>A picture of the page in PNG, from one place on it to another in CSS pixels; without them, all of it.</summary>
    public byte[] Picture(double top = 0, double? bottom = null)
    {
        var size = Run<IReadOnlyCollection<object>>("const e = document.documentElement; return [e.scrollWidth, e.scrollHeight];").Select(Convert.ToDouble).ToArray();
        object result = Command(
            "Page.captureScreenshot",
            ("captureBeyondViewport", true),
            ("clip", Entries(("x", 0), ("y", top), ("width", size[0]), ("height", (bottom ?? size[1]) - top), ("scale", 1))))!;
        return Convert.FromBase64String((string)((Dictionary<string, object?>)result)["data"]!);
    }

    public void Dispose()
    {
        Driver.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser that is just ending still writes there; the folder is a temporary one.
        }
    }

    private object? Command(string name, params (string Key, object? Value)[] parameters) => Driver.ExecuteCdpCommand(name, Entries(parameters));

    private static Dictionary<string, object?> Entries(params (string Key, object? Value)[] entries) => entries.ToDictionary(e => e.Key, e => e.Value);
}
