using System.Reflection;

namespace MLNet.Ride.Tests.Support;

/// <summary>The checkout that the tests were built from, and how (AssemblyMetadata of tests/Directory.Build.props).</summary>
internal static class Checkout
{
    public static string Root => Metadata("RepositoryRoot");

    public static string Configuration => Metadata("Configuration");

    /// <summary>Where restored packages are.</summary>
    public static string PackagesFolder => Metadata("NuGetPackageRoot");

    private static string Metadata(string key)
        => typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
