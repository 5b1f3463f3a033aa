using System.Text.Json;

namespace Speed.Compare;

/// <summary>The packages that this program was really built with, from the list of its dependencies that lies beside it.</summary>
internal sealed class PackageVersions
{
    private readonly string[] _packages;

    public PackageVersions()
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(typeof(PackageVersions).Assembly.Location, ".deps.json")));
        _packages = [.. dependencies.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)];
    }

    /// <param name="prefix">A package's name and a slash, or how the name begins where it depends on the system.</param>
    public string Of(string prefix)
    {
        string package = _packages.First(package => package.StartsWith(prefix, StringComparison.Ordinal));
        return package[(package.IndexOf('/') + 1)..];
    }
}
