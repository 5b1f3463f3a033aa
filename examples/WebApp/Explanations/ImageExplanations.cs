using MLNet.Ride;

namespace WebApp.Explanations;

/// <summary>Where in an image the evidence for its most probable class is.</summary>
/// <param name="ClassName">Name of the class.</param>
/// <param name="Maps">The mean of the experts used, and, if there are several, each of them.</param>
internal sealed record ImageExplanations(string ClassName, IReadOnlyList<DrawnMap> Maps)
{
    public static ImageExplanations Of(ImageExplanation explanation)
        => new(
            explanation.Class.Name,
            [.. (explanation.Experts.Count > 1 ? explanation.Experts.Prepend(explanation.Mean) : [explanation.Mean])
                .Select(map => new DrawnMap(map.Name, "data:image/png;base64," + Convert.ToBase64String(explanation.ToPng(map))))]);
}

/// <param name="Name"><c>mean</c>, <c>expert 1</c>, <c>expert 2</c>, ….</param>
/// <param name="Image">The map over the square that the network sees, as a data URI of a PNG.</param>
internal sealed record DrawnMap(string Name, string Image);
