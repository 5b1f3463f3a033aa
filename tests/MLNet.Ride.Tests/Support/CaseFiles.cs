namespace MLNet.Ride.Tests.Support;

/// <summary>Small inputs that people have, in Cases/.</summary>
internal static class CaseFiles
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "Cases", .. parts]);

    public static string Image(string name) => Path("images", name);
}
