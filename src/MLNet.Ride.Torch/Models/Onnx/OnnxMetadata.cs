using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Torch.Models.Onnx;

/// <summary>Text entries stored with the graph (metadata_props): numbers as text, lists as JSON arrays.</summary>
internal static class OnnxMetadata
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyDictionary<string, string> Of(ModelDescription description, OnnxExportOptions options)
    {
        var texts = new Dictionary<string, string>
        {
            ["form"] = options.FormFor(description).ToString(),
            ["backbone"] = description.Backbone,
            ["expert_count"] = Text(description.ExpertCount),
            ["class_count"] = Text(description.ClassCount),
            ["training_counts"] = JsonSerializer.Serialize(description.TrainingCounts),
            ["temperature"] = options.Temperature.ToString("R", CultureInfo.InvariantCulture),
            ["opset"] = Text(OnnxModel.Opset),
            ["library_version"] = OnnxModel.ProducerVersion,
        };
        if (options.ClassOffsets is { } offsets)
        {
            texts["class_offsets"] = JsonSerializer.Serialize(offsets);
        }

        if (description.Vectors is { } vectors)
        {
            texts["feature_count"] = Text(vectors.Length);
        }
        else
        {
            texts["image_size"] = Text(description.ImageSize);
        }

        if (description.ResizeShorterSide is { } side)
        {
            texts["resize_shorter_side"] = Text(side);
        }

        if (description.RouterTopLogits > 0)
        {
            texts["routing_threshold"] = description.RoutingThreshold.ToString("R", CultureInfo.InvariantCulture);
        }

        if (description.ExpertWeights is { } weights)
        {
            texts["expert_weights"] = JsonSerializer.Serialize(weights);
        }

        if (options.NoveltyThreshold is { } known)
        {
            texts["novelty_threshold"] = known.ToString("R", CultureInfo.InvariantCulture);
        }

        if (options.ClassNames is { } names)
        {
            texts["class_names"] = JsonSerializer.Serialize(names, Readable);
        }

        return texts;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
