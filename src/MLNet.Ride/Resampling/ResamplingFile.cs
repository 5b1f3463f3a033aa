using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Resampling;

/// <summary>A resampling step's part of a model .zip: Model.key and Ride/resampling.json (data-schemas/resampling.schema.json).</summary>
internal static class ResamplingFile
{
    public const string LoaderSignature = "RideResampleByClass";

    private const string Entry = "Ride/resampling.json";

    private static readonly VersionInfo s_version = ModelFormat.VersionOf("RIDERSMP", LoaderSignature);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static void Save(ModelSaveContext context, ResamplingSettings settings)
    {
        ModelFormat.Begin(context, s_version);
        var content = new Content(settings.LabelColumnName, settings.Sampling.Exponent, settings.Seed, settings.EpochLength, settings.Epochs);
        ModelFormat.Write(context, Entry, stream => JsonSerializer.Serialize(stream, content, s_json));
    }

    /// <exception cref="FormatException">The file is damaged.</exception>
    public static ResamplingSettings Load(IHostEnvironment environment, ModelLoadContext context)
    {
        ModelFormat.Begin(context, s_version);
        try
        {
            return ModelFormat.Read(context, Entry, Read);
        }
        catch (Exception cause) when (cause is JsonException or InvalidDataException or IOException or ArgumentException)
        {
            throw ModelFormat.Damaged(environment, Entry, cause);
        }
    }

    private static ResamplingSettings Read(Stream stream)
    {
        Content content = JsonSerializer.Deserialize<Content>(stream, s_json) ?? throw new JsonException("it is null");
        var settings = new ResamplingSettings(
            content.LabelColumnName, ClassSampling.Of(content.Power), content.Seed, content.EpochLength, content.Epochs);
        settings.Validate();
        return settings;
    }

    /// <param name="LabelColumnName">Name of the label column.</param>
    /// <param name="Power">Power q of the sampling; none for progressively balanced sampling.</param>
    /// <param name="Seed">Random seed.</param>
    /// <param name="EpochLength">Number of rows in an epoch.</param>
    /// <param name="Epochs">Number of epochs.</param>
    private sealed record Content(
        [property: JsonRequired] string LabelColumnName,
        [property: JsonRequired] double? Power,
        [property: JsonRequired] int Seed,
        [property: JsonRequired] EpochLength EpochLength,
        [property: JsonRequired] int Epochs);
}
