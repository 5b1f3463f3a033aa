using System.Reflection;
using System.Text;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>The public surface and its documentation as Markdown: a page for each namespace, and a page that lists all types.</summary>
internal static class ApiReference
{
    public static IReadOnlyDictionary<string, string> Pages(IReadOnlyList<Assembly> assemblies)
    {
        XmlDocumentation documentation = new(assemblies);
        var namespaces = assemblies.SelectMany(assembly => assembly.GetExportedTypes()).GroupBy(type => type.Namespace!).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var pages = namespaces.ToDictionary(group => group.Key + ".md", group => Page(group.Key, group, documentation));
        pages.Add("README.md", Index(namespaces, documentation));
        return pages;
    }

    private static string Index(IEnumerable<IGrouping<string, Type>> namespaces, XmlDocumentation documentation)
    {
        var text = new StringBuilder("# API reference\n\nWritten from the documentation in the code by a test, which also keeps it true.\n");
        foreach (IGrouping<string, Type> group in namespaces)
        {
            text.Append($"\n## [{group.Key}]({group.Key}.md)\n\n| | |\n|---|---|\n");
            foreach (Type type in Sorted(group))
            {
                text.Append($"| [{ApiType.Name(type)}]({group.Key}.md#{Anchor(type)}) | {documentation.Of(type).Summary} |\n");
            }
        }

        return text.ToString();
    }

    private static string Page(string name, IEnumerable<Type> types, XmlDocumentation documentation)
    {
        var text = new StringBuilder($"# {name}\n");
        foreach (Type type in Sorted(types))
        {
            MemberDocumentation own = documentation.Of(type);
            text.Append($"\n## {ApiType.Name(type)}\n\n`{ApiListing.Declaration(type).Replace(name + ".", "", StringComparison.Ordinal)}`\n\n{own.Text("\n\n")}\n");
            var members = ApiListing.Members(type).ToList();
            if (members.Count > 0)
            {
                text.Append("\n| member | |\n|---|---|\n");
            }

            foreach ((MemberInfo member, string declaration) in members)
            {
                text.Append($"| `{declaration.Replace("|", "\\|", StringComparison.Ordinal)}` | {documentation.Of(member).Text("<br>")} |\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Type> Sorted(IEnumerable<Type> types) => types.OrderBy(ApiType.Name, StringComparer.Ordinal);

    private static string Anchor(Type type) => string.Concat(ApiType.Name(type).ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'));
}
