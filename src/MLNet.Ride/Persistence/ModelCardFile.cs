using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MLNet.Ride.Calibration;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Networks;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Persistence;

/// <summary>Reads and writes a <see cref="ModelCard"/> as JSON (data-schemas/network.schema.json).</summary>
internal static class ModelCardFile
{
    private const string Format = "MLNet.Ride network";
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The training options as written to the file, without local folders.</summary>
    public static JsonElement Options(RideOptions options)
    {
        RideOptions record = options.Copy();
        record.Checkpoints.Folder = null;
        record.InitialWeights.Path = Path.GetFileName(record.InitialWeights.Path);
        return JsonSerializer.SerializeToElement(record, s_json);
    }

    /// <summary>Replaces the classifier settings in recorded training options; does nothing if the file has none.</summary>
    public static JsonElement WithClassifier(JsonElement options, ClassifierOptions classifier)
    {
        if (options.ValueKind != JsonValueKind.Object)
        {
            return options;
        }

        JsonObject record = JsonObject.Create(options)!;
        record["classifier"] = JsonSerializer.SerializeToNode(classifier, s_json);
        return JsonSerializer.SerializeToElement(record, s_json);
    }

    /// <summary>Returns the recorded augmentation of the training images; none if it is not recorded.</summary>
    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    public static AugmentationOptions Augmentation(JsonElement options, ModelDescription network)
    {
        if (options.ValueKind != JsonValueKind.Object || !options.TryGetProperty("augmentation", out JsonElement recorded))
        {
            return network.NoAugmentation();
        }

        try
        {
            return recorded.Deserialize<AugmentationOptions>(s_json) ?? throw new JsonException("it is null");
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException($"The model's record of its augmentation cannot be read: {cause.Message}", cause);
        }
    }

    public static void Write(Stream stream, ModelCard card)
    {
        var file = new FileContent
        {
            Format = Format,
            FormatVersion = FormatVersion,
            LibraryVersion = LibraryVersion,
            Columns = card.Columns,
            Classes = card.ClassNames is { } names ? new Classes(names.Kind.Name, names.Texts) : null,
            Network = Network(card),
            ScoringBatchSize = card.ScoringBatchSize,
            Temperature = card.Temperature,
            FeatureForm = card.FeatureForm,
            Decoding = card.Decoding,
            TrainingOptions = card.TrainingOptions.ValueKind == JsonValueKind.Undefined ? null : card.TrainingOptions,
        };
        JsonSerializer.Serialize(stream, file, s_json);
    }

    /// <exception cref="InvalidDataException">The content is not in the format of <see cref="Write"/>.</exception>
    public static ModelCard Read(Stream stream)
    {
        FileContent file;
        ModelDescription? network;
        Findings? findings;
        try
        {
            file = JsonSerializer.Deserialize<FileContent>(stream, s_json) ?? throw new JsonException("it is null");
            network = file.Network.Deserialize<ModelDescription>(s_json);
            findings = file.Network.Deserialize<Findings>(s_json);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(error.Message, error);
        }

        Check(file.Format == Format, $"its format is '{file.Format}', not '{Format}'");
        Check(
            file.FormatVersion == FormatVersion,
            $"its format version is {file.FormatVersion}, but this version of MLNet.Ride ({LibraryVersion}) reads {FormatVersion}; "
            + $"it was written by version {file.LibraryVersion}");
        Check(network is not null && file.Columns is not null, "its network or columns are null");
        CheckNetwork(network!, findings!);
        CheckColumns(file.Columns!);
        Check(file.ScoringBatchSize is >= 1 and <= ModelCard.LargestScoringBatchSize, $"its scoringBatchSize is {file.ScoringBatchSize}");
        Check(
            file.Temperature is >= TemperatureScaling.LeastTemperature and <= TemperatureScaling.LargestTemperature,
            string.Create(CultureInfo.InvariantCulture, $"its temperature is {file.Temperature}"));
        return new ModelCard(
            file.Columns!, Names(file.Classes, network!.ClassCount), network, file.ScoringBatchSize, file.TrainingOptions ?? default)
        {
            Temperature = file.Temperature,
            FeatureForm = file.FeatureForm,
            Decoding = Decoding(file.Decoding ?? new()),
            VirtualExamples = findings!.VirtualExamples,
        };
    }

    private static DecodingOptions Decoding(DecodingOptions recorded)
    {
        try
        {
            OptionAnnotations.Check(recorded, "Decoding.");
            return recorded;
        }
        catch (ArgumentException cause)
        {
            throw new InvalidDataException(cause.Message, cause);
        }
    }

    private static JsonElement Network(ModelCard card)
    {
        JsonObject network = JsonSerializer.SerializeToNode(card.Network, s_json)!.AsObject();
        foreach ((string name, JsonNode? value) in JsonSerializer.SerializeToNode(new Findings { VirtualExamples = card.VirtualExamples }, s_json)!.AsObject())
        {
            network[name] = value?.DeepClone();
        }

        return JsonSerializer.SerializeToElement(network, s_json);
    }

    private static string LibraryVersion
        => typeof(ModelCardFile).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static ClassNames? Names(Classes? classes, int classCount)
    {
        if (classes is null)
        {
            return null;
        }

        Check(classes.Names is not null && classes.Names.Count == classCount, $"it names {classes.Names?.Count} of {classCount} classes");
        Check(classes.Names!.All(n => n is not null), "a class name is null");
        ItemKind kind = ItemKind.Named(classes.Type ?? string.Empty) ?? throw new InvalidDataException($"class names of type '{classes.Type}' are not supported");
        kind.Check(classes.Names!);
        return new ClassNames(kind, classes.Names!);
    }

    private static void CheckColumns(ColumnNames c)
    {
        string?[] names = [c.Label, c.Feature, c.PredictedLabel, c.Score, c.ExpertsUsed, c.ImagePath];
        Check(Array.TrueForAll(names, n => !string.IsNullOrEmpty(n)), "a column has no name");
    }

    private static void CheckNetwork(ModelDescription n, Findings findings)
    {
        Check(BackboneRegistry.All.TryFind(n.Backbone, out _), BackboneRegistry.All.Unknown(n.Backbone, "its backbone"));
        Check(n.ClassCount is >= 2 and <= 1_000_000, $"its classCount is {n.ClassCount}");
        Check(n.ExpertCount is >= 1 and <= 16, $"its expertCount is {n.ExpertCount}");
        Check(n.ImageSize is >= 8 and <= 1024, $"its imageSize is {n.ImageSize}");
        Check(n.ResizeShorterSide is null || (n.ResizeShorterSide >= n.ImageSize && n.ResizeShorterSide <= 16_384), $"its resizeShorterSide is {n.ResizeShorterSide}");
        Check(n.RouterTopLogits >= 0 && n.RouterTopLogits <= n.ClassCount, $"its routerTopLogits is {n.RouterTopLogits}");
        Check(
            n.ExpertWeights is not { } weights || (weights.Count == n.ExpertCount && weights.All(w => w is >= 0 and <= 1)),
            "its expertWeights do not fit its expertCount");
        Check(n.Mean is { Count: 3 } && n.Mean.All(float.IsFinite), "its mean is not three numbers");
        Check(n.StandardDeviation is { Count: 3 } && n.StandardDeviation.All(s => s is > 0 and < 1e6f), "its standardDeviation is not three numbers above 0");
        Check(n.TrainingCounts?.Count == n.ClassCount && n.TrainingCounts.All(c => c >= 0), "its trainingCounts do not fit its classCount");
        Check(
            findings.VirtualExamples is not { } examples || (examples.Count == n.ClassCount && examples.All(e => e is >= 0 and <= double.MaxValue)),
            "its virtualExamples do not fit its classCount");
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException(otherwise);
        }
    }

    private sealed record FileContent
    {
        public required string Format { get; init; }

        public required int FormatVersion { get; init; }

        public required string LibraryVersion { get; init; }

        public required ColumnNames Columns { get; init; }

        public Classes? Classes { get; init; }

        public required JsonElement Network { get; init; }

        public required int ScoringBatchSize { get; init; }

        public double Temperature { get; init; } = 1;

        public FeatureForm? FeatureForm { get; init; }

        public DecodingOptions? Decoding { get; init; }

        public JsonElement? TrainingOptions { get; init; }
    }

    /// <summary>Results of training, stored next to the description of the network.</summary>
    private sealed record Findings
    {
        public IReadOnlyList<double>? VirtualExamples { get; init; }
    }

    private sealed record Classes(string Type, IReadOnlyList<string> Names);
}
