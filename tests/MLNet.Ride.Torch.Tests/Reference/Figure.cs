using System.Text.Json;

namespace MLNet.Ride.Torch.Tests.Reference;

/// <summary>A file of figures that the published code gave.</summary>
internal static class Figure
{
    public static JsonElement Load(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Figures", name)));
        return document.RootElement.Clone();
    }

    public static JsonElement At(this JsonElement element, string path)
        => path.Split('/').Aggregate(element, (current, name) => current.GetProperty(name));

    /// <summary>The properties whose names begin so, at least one.</summary>
    public static IReadOnlyList<JsonProperty> Properties(this JsonElement element, string start = "")
    {
        JsonProperty[] properties = [.. element.EnumerateObject().Where(property => property.Name.StartsWith(start, StringComparison.Ordinal))];
        Assert.NotEmpty(properties);
        return properties;
    }

    public static int Int(this JsonElement element, string path) => element.At(path).GetInt32();

    public static double Number(this JsonElement element, string path) => element.At(path).GetDouble();

    public static float[] Floats(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetSingle())];

    public static float[] Floats(this JsonElement element, string path) => element.At(path).Floats();

    public static int[] Ints(this JsonElement element, string path) => [.. element.At(path).EnumerateArray().Select(value => value.GetInt32())];

    public static long[] Longs(this JsonElement element, string path) => [.. element.At(path).EnumerateArray().Select(value => value.GetInt64())];

    /// <summary>Names and shapes of a state, in order.</summary>
    public static (string Name, string Shape)[] Shapes(this JsonElement element, string path)
        => [.. element.At(path).EnumerateArray().Select(entry => (entry[0].GetString()!, string.Join(',', entry[1].EnumerateArray())))];
}
