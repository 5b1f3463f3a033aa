using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>The options that determine the weights, as JSON with their names in code.</summary>
internal static class OptionsFingerprint
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() } };

    // Where and how often a run is saved, and how many threads and processes share the work, does not affect its weights; the seed is compared separately.
    private static readonly string[] s_withoutInfluence =
        [nameof(RideOptions.Checkpoints), nameof(RideOptions.DataParallel), nameof(RideOptions.DataWorkers), nameof(RideOptions.Seed)];

    public static JsonElement Of(RideOptions options, RideModel? initialModel = null, RideModel? teacher = null)
    {
        JsonObject json = JsonSerializer.SerializeToNode(options, s_json)!.AsObject();
        foreach (string name in s_withoutInfluence)
        {
            json.Remove(name);
        }

        if (teacher is not null)
        {
            json[nameof(RideOptions.Distillation)]!["Teacher"] = Hash(teacher);
        }

        if (initialModel is not null)
        {
            json["InitialModel"] = Hash(initialModel);
        }

        return JsonSerializer.SerializeToElement(json);
    }

    /// <summary>Lists the settings that differ, each with both values. A setting that is newer than the checkpoint had its default.</summary>
    public static IEnumerable<string> Differences(JsonElement then, JsonElement now)
    {
        Dictionary<string, string> before = Values(Of(new RideOptions()), "").Concat(Values(then, ""))
            .GroupBy(value => value.Path)
            .ToDictionary(group => group.Key, group => group.Last().Text);
        Dictionary<string, string> after = Values(now, "").ToDictionary(value => value.Path, value => value.Text);
        return before.Keys.Union(after.Keys)
            .Select(path => (path, Then: before.GetValueOrDefault(path, "unknown"), Now: after.GetValueOrDefault(path, "unknown")))
            .Where(value => value.Then != value.Now)
            .Select(value => $"{value.path} ({value.Then} in the checkpoint, {value.Now} now)");
    }

    private static IEnumerable<(string Path, string Text)> Values(JsonElement element, string path)
        => element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(property => Values(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}"))
            : [(path, element.GetRawText())];

    private static string Hash(RideModel model)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            model.Save(stream);
        }

        return Convert.ToHexString(hash.Hash!);
    }
}
