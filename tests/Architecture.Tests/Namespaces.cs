using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace MLNet.Ride.Architecture.Tests;

/// <summary>Which namespaces of an assembly use which, by its types: bases, members, attributes and what their methods' bodies touch.</summary>
internal sealed class Namespaces
{
    private readonly ILookup<(string From, string To), string> _arrows;

    private Namespaces(IEnumerable<(string From, string To, string Example)> uses)
    {
        _arrows = uses.Distinct().ToLookup(use => (use.From, use.To), use => use.Example);
        All = [.. _arrows.SelectMany(arrow => new[] { arrow.Key.From, arrow.Key.To }).Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> All { get; }

    public IEnumerable<(string From, string To)> Arrows => _arrows.Select(arrow => arrow.Key).Where(arrow => arrow.From != arrow.To);

    public static Namespaces Of(Assembly assembly)
    {
        // What the compiler adds, in namespaces of the framework, is left out.
        IType[] own = [.. new ArchLoader().LoadAssemblies(assembly).Build().Types.Where(type => !type.Namespace.FullName.StartsWith("System.", StringComparison.Ordinal))];
        var names = own.Select(type => type.FullName).ToHashSet(StringComparer.Ordinal);
        return new(
            from type in own
            from dependency in type.Dependencies
            where names.Contains(dependency.Target.FullName)
            select (type.Namespace.FullName, dependency.Target.Namespace.FullName, $"{type.Name} uses {dependency.Target.Name}"));
    }

    /// <summary>An arrow with some of the types that draw it, for messages.</summary>
    public string Describe((string From, string To) arrow) => $"{arrow.From} -> {arrow.To}: {string.Join("; ", _arrows[arrow].Order(StringComparer.Ordinal).Take(5))}";

    /// <summary>The namespaces from which ways lead back to them, circle by circle.</summary>
    public IEnumerable<IReadOnlyList<string>> Circles()
    {
        Dictionary<string, HashSet<string>> reached = All.ToDictionary(space => space, Reached);
        return All.Where(space => reached[space].Contains(space))
            .GroupBy(space => All.First(other => other == space || (reached[space].Contains(other) && reached[other].Contains(space))))
            .Select(circle => (IReadOnlyList<string>)[.. circle]);
    }

    private HashSet<string> Reached(string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([from]);
        while (next.TryPop(out string? space))
        {
            foreach ((_, string to) in Arrows.Where(arrow => arrow.From == space))
            {
                if (reached.Add(to))
                {
                    next.Push(to);
                }
            }
        }

        return reached;
    }
}
