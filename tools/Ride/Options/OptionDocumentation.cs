using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tool.Options;

/// <summary>Summaries of options, from the XML documentation next to the library.</summary>
internal static partial class OptionDocumentation
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> s_summaries = new(Read);

    /// <summary>The summary, or an empty string without the documentation.</summary>
    public static string Of(PropertyInfo property) => s_summaries.Value.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}", string.Empty);

    private static Dictionary<string, string> Read()
    {
        string file = Path.ChangeExtension(typeof(RideOptions).Assembly.Location, ".xml");
        return !File.Exists(file) ? [] : XDocument.Load(file).Descendants("member").Where(m => m.Element("summary") is not null)
            .ToDictionary(m => m.Attribute("name")!.Value, m => Text(m.Element("summary")!));
    }

    private static string Text(XElement summary)
        => Spaces().Replace(string.Concat(summary.Nodes().Select(n => n switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("langword")?.Value ?? Reference(see.Attribute("cref")!.Value),
            XElement element => element.Value,
            _ => string.Empty,
        })), " ").Trim();

    // A class of constants has the names of a registry, which a separate command lists.
    private static string Reference(string member)
        => typeof(RideOptions).Assembly.GetType(member[2..]) is { IsAbstract: true, IsSealed: true } ? "the names that 'ride methods' lists" : member.Split('.')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
