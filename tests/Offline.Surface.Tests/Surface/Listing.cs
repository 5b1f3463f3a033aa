namespace Offline.Surface.Tests.Surface;

/// <summary>What a real package shows to others, for the types that its stand-in has.</summary>
internal sealed class Listing
{
    private readonly HashSet<string> _lines;
    private readonly HashSet<string> _signatures;

    private Listing(IEnumerable<string> lines)
    {
        // "[Assembly] line"
        _lines = lines.Select(l => l[(l.IndexOf(']') + 2)..]).ToHashSet();
        _signatures = _lines.Select(WithoutNames).ToHashSet();
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public static Listing Of(string package) => new(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Listings", $"{package}.txt")));

    public bool Has(string line) => _lines.Contains(line);

    /// <summary>Whether code compiled against the line runs, whatever its parameters are called.</summary>
    public bool HasSignature(string line) => _signatures.Contains(WithoutNames(line));

    private static string WithoutNames(string line)
    {
        int open = line.IndexOf('(');
        return open < 0 ? line : line[..open] + string.Join(", ", line[(open + 1)..^1].Split(", ").Select(TypeOf));
    }

    private static string TypeOf(string parameter)
    {
        string declared = parameter.Split(" = ")[0];
        string named = declared.StartsWith("params ") || declared.StartsWith("out ") ? declared[(declared.IndexOf(' ') + 1)..] : declared;
        return named.Contains(' ') ? named[..named.LastIndexOf(' ')] : named;
    }
}
