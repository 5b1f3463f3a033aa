using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MLNet.Ride.Calibration;
using MLNet.Ride.Schema;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Scoring;
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
            ClassOffsets = card.ClassOffsets,
            TestTimeAugmentation = card.TestTimeAugmentation,
            Novelty = card.Novelty,
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

        ModelCardCheck.That(file.Format == Format, $"its format is '{file.Format}', not '{Format}'");
        ModelCardCheck.That(
            file.FormatVersion == FormatVersion,
            $"its format version is {file.FormatVersion}, but this version of MLNet.Ride ({LibraryVersion}) reads {FormatVersion}; "
            + $"it was written by version {file.LibraryVersion}");
        ModelCardCheck.That(network is not null && file.Columns is not null, "its network or columns are null");
        ModelCardCheck.Network(network!, findings!.VirtualExamples);
        ModelCardCheck.Columns(file.Columns!);
        ModelCardCheck.That(file.ScoringBatchSize is >= 1 and <= ModelCard.LargestScoringBatchSize, $"its scoringBatchSize is {file.ScoringBatchSize}");
        ModelCardCheck.That(
            file.Temperature is >= TemperatureScaling.LeastTemperature and <= TemperatureScaling.LargestTemperature,
            string.Create(CultureInfo.InvariantCulture, $"its temperature is {file.Temperature}"));
        ModelCardCheck.That(
            file.ClassOffsets is not { } offsets || (offsets.Count == network!.ClassCount && offsets.All(ModelCard.IsOffset)), "its classOffsets do not fit its classCount, or are out of range");
        string? problem = ImageViews.Problem(file.TestTimeAugmentation, network!);
        ModelCardCheck.That(problem is null, problem!);
        ModelCardCheck.That(
            file.Novelty is not { } rule || double.IsFinite(rule.Threshold), "its novelty threshold is not a finite number");
        return new ModelCard(
            file.Columns!, Names(file.Classes, network!.ClassCount), network, file.ScoringBatchSize, file.TrainingOptions ?? default)
        {
            Temperature = file.Temperature,
            ClassOffsets = file.ClassOffsets,
            TestTimeAugmentation = file.TestTimeAugmentation,
            Novelty = file.Novelty,
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

        ModelCardCheck.That(classes.Names is not null && classes.Names.Count == classCount, $"it names {classes.Names?.Count} of {classCount} classes");
        ModelCardCheck.That(classes.Names!.All(n => n is not null), "a class name is null");
        ItemKind kind = ItemKind.Named(classes.Type ?? string.Empty) ?? throw new InvalidDataException($"class names of type '{classes.Type}' are not supported");
        kind.Check(classes.Names!);
        return new ClassNames(kind, classes.Names!);
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

        public IReadOnlyList<double>? ClassOffsets { get; init; }

        public TestTimeAugmentation TestTimeAugmentation { get; init; }

        public NoveltyRule? Novelty { get; init; }

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
