using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Ride.Tool.Data;

/// <summary>Lines of JSON.</summary>
internal static class JsonLine
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>An object in a line.</summary>
    public static string Of(object value) => JsonSerializer.Serialize(value, s_json);

    /// <summary>The most probable classes of an image.</summary>
    public static IEnumerable<object> Classes(IEnumerable<ClassProbability> classes) => classes.Select(c => new { c.Name, c.Probability });
}
