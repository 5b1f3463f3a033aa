using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>The documentation files beside assemblies.</summary>
internal sealed partial class XmlDocumentation(IEnumerable<Assembly> assemblies)
{
    private readonly Dictionary<string, XElement> _members = assemblies
        .SelectMany(assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value);

    public MemberDocumentation Of(MemberInfo member) => Find(DocumentationId.Of(member)) is { } found ? Read(found) : Inherited(member);

    // The parameters of a primary constructor are said with the type.
    private MemberDocumentation Inherited(MemberInfo member)
    {
        XElement? type = member.DeclaringType is { } owner ? Find(DocumentationId.Of(owner)) : null;
        XElement? parameter = type?.Elements("param").FirstOrDefault(p => p.Attribute("name")!.Value == member.Name);
        return parameter is null ? MemberDocumentation.None : new(Markdown(parameter), []);
    }

    private XElement? Find(string id) => _members.GetValueOrDefault(id);

    private MemberDocumentation Read(XElement member)
    {
        XElement? source = member.Element("inheritdoc") is { } inherit && inherit.Attribute("cref") is { } cref ? Find(cref.Value) : null;
        IEnumerable<string> details =
        [
            .. Parts(member, "remarks", _ => ""),
            .. Parts(member, "value", _ => ""),
            .. Parts(member, "typeparam", e => $"`{e.Attribute("name")!.Value}`: "),
            .. IsType(member) ? [] : Parts(member, "param", e => $"`{e.Attribute("name")!.Value}`: "),
            .. Parts(member, "returns", _ => "Returns: "),
            .. Parts(member, "exception", e => $"Throws {Reference(e)}: "),
        ];
        return new(string.Join(' ', Parts(member, "summary", _ => "").Concat(source is null ? [] : Parts(source, "summary", _ => ""))), [.. details]);
    }

    // What a record says of its parameters stands with its properties and its constructor.
    private static bool IsType(XElement member) => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal);

    private static IEnumerable<string> Parts(XElement member, string name, Func<XElement, string> start) => member.Elements(name).Select(e => start(e) + Markdown(e));

    private static string Markdown(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(Markdown)), " ").Trim();

    private static string Markdown(XNode node)
        => node switch
        {
            XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal),
            XElement { Name.LocalName: "see" or "seealso" } see => Reference(see),
            XElement { Name.LocalName: "paramref" or "typeparamref" } parameter => $"`{parameter.Attribute("name")!.Value}`",
            XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "item" } item => $"{Markdown(item)}; ",
            XElement { Name.LocalName: "term" } term => $"{Markdown(term)}: ",
            XElement other => Markdown(other),
            _ => "",
        };

    private static string Reference(XElement see)
        => see.Attribute("langword") is { } word ? $"`{word.Value}`"
            : see.Attribute("cref") is { } cref ? $"`{ShortName(cref.Value)}`"
            : see.Attribute("href")?.Value ?? "";

    // "M:A.B.Type.Method(System.Int32)" is "Type.Method", "T:A.B.Type" is "Type".
    private static string ShortName(string id)
    {
        string[] parts = id[2..].Split('(')[0].Split('.');
        string name = string.Join('.', id[0] == 'T' ? parts[^1..] : parts[Math.Max(0, parts.Length - 2)..]);
        return Arity().Replace(name, "").Replace(".#ctor", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
