namespace MLNet.Ride.Browser;

/// <summary>Finds the driver of the installed Chromium or Chrome.</summary>
internal static class BrowserProgram
{
    /// <summary>Folder of chromedriver: that of the environment variable CHROMEWEBDRIVER, or the first of the PATH that has it.</summary>
    public static string DriverFolder()
    {
        string program = OperatingSystem.IsWindows() ? "chromedriver.exe" : "chromedriver";
        string?[] folders = [Environment.GetEnvironmentVariable("CHROMEWEBDRIVER"), .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];
        return folders.FirstOrDefault(f => !string.IsNullOrEmpty(f) && File.Exists(Path.Combine(f, program)))
            ?? throw new InvalidOperationException(
                $"Tests of pages need a browser, but {program} is neither on the PATH nor in the folder that CHROMEWEBDRIVER names. "
                + "Run ./test.sh, which installs it on Debian (apt-get install chromium chromium-driver), or install Chrome and its driver.");
    }
}
