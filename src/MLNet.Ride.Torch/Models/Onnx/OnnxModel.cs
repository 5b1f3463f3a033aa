using System.Globalization;
using System.Reflection;
using MLNet.Ride.Torch.Formats.Onnx;
using MLNet.Ride.Torch.Networks.Layers;
using MLNet.Ride.Torch.Options;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Models.Onnx;

/// <summary>A whole file (ModelProto): the graph of a model in one of the forms, with descriptive metadata.</summary>
internal sealed class OnnxModel
{
    /// <summary>Version of the operators: supported by ONNX Runtime since 1.7.</summary>
    public const int Opset = 13;

    public const string Image = "image";

    public const string Vector = "features";

    private const int IrVersion = 7;
    private const int GraphField = 7;
    private const int InitializerField = 5;
    private const string Producer = "MLNet.Ride";

    private readonly OnnxGraph _graph = new();
    private readonly List<OnnxValue> _outputs = [];
    private readonly RideModel _model;
    private readonly OnnxExportOptions _options;

    private OnnxModel(RideModel model, OnnxExportOptions options)
    {
        _model = model;
        _options = options;
    }

    public static string ProducerVersion
        => typeof(OnnxModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private ModelDescription Description => _model.Description;

    /// <summary>Builds the graph; its weights are owned by the caller's dispose scope.</summary>
    public static OnnxModel Of(RideModel model, OnnxExportOptions options)
    {
        var file = new OnnxModel(model, options);
        file.Build();
        return file;
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="NotSupportedException">The file would be too large; nothing was written.</exception>
    public void Write(Stream stream)
    {
        ProtobufMessage graph = _graph.Message("ride", [Input()], _outputs);
        (ProtobufMessage Start, OnnxWeights Weights)[] weights = [.. _graph.Weights.Select(Started)];
        long length = graph.Length + weights.Sum(entry => entry.Start.Length + entry.Weights.ByteCount);
        CheckLength(length);
        ProtobufMessage model = Head().Open(GraphField, length);
        stream.Write(model.Bytes);
        stream.Write(graph.Bytes);
        foreach ((ProtobufMessage start, OnnxWeights values) in weights)
        {
            stream.Write(start.Bytes);
            values.WriteNumbers(stream);
        }
    }

    /// <exception cref="NotSupportedException">The length exceeds the limit of a protobuf message.</exception>
    internal static void CheckLength(long length)
    {
        const long largest = int.MaxValue - (1 << 20);
        if (length > largest)
        {
            throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture,
                $"The ONNX file would have {length:N0} bytes, but the limit is {largest:N0}: export a model with fewer experts, ReducedWidth, or a smaller backbone."));
        }
    }

    private static (ProtobufMessage Start, OnnxWeights Weights) Started(OnnxWeights weights)
    {
        ProtobufMessage head = weights.Head();
        return (new ProtobufMessage().Open(InitializerField, head.Length + weights.ByteCount).Append(head), weights);
    }

    private void Build()
    {
        var experts = new OnnxExperts(_model, _graph);
        string images = Description.Vectors is null ? experts.Normalized(Image) : experts.AsMap(Vector);
        switch (_options.FormFor(Description))
        {
            case OnnxForm.AllExperts:
                AddScores(experts, experts.Mean(images));
                break;
            case OnnxForm.Routed:
                (string mean, string used) = experts.Routed(images);
                AddScores(experts, mean);
                Output("experts_used", used, OnnxType.Int64);
                break;
            case OnnxForm.ExpertScores:
                (string logits, string? scores) = experts.Scores(images);
                Output("expert_logits", logits, OnnxType.Float, Description.ExpertCount, Description.ClassCount);
                if (scores is not null)
                {
                    Output("router_scores", scores, OnnxType.Float, Description.ExpertCount - 1);
                }

                break;
        }
    }

    private OnnxValue Input()
        => Description.Vectors is { } vectors
            ? new(Vector, OnnxType.Float, _options.BatchSize, vectors.Length)
            : new(Image, OnnxType.Float, _options.BatchSize, 3, Description.ImageSize, Description.ImageSize);

    private void AddScores(OnnxExperts experts, string logits)
    {
        AddProbabilities(logits);
        AddNovelty(experts, logits);
    }

    private void AddNovelty(OnnxExperts experts, string logits)
    {
        if (_model.Novelty is not { } meter)
        {
            return;
        }

        string novelty = meter.Export(_graph, logits, meter.Distance is null ? "" : _graph.FeatureVector(experts.FirstFeatureMap));
        Output("novelty", novelty, OnnxType.Float);
        if (_options.NoveltyThreshold is { } threshold)
        {
            Output("is_known", _graph.Node("LessOrEqual", [novelty, _graph.Constant((float)threshold)]), OnnxType.Bool);
        }
    }

    private void AddProbabilities(string logits)
    {
        Output("logits", logits, OnnxType.Float, Description.ClassCount);
        string scaled = _graph.Node("Div", [logits, _graph.Constant((float)_options.Temperature)]);
        if (_options.ClassOffsets is { } offsets)
        {
            scaled = _graph.Node("Add", [scaled, _graph.Constant(tensor(offsets.Select(offset => (float)offset).ToArray(), float32))]);
        }

        Output("probabilities", _graph.Node("Softmax", [scaled], OnnxAttribute.Integer("axis", 1)), OnnxType.Float, Description.ClassCount);
    }

    private void Output(string name, string value, OnnxType type, params long[] sizes)
    {
        _graph.Node("Identity", [value], [name]);
        _outputs.Add(new(name, type, [_options.BatchSize, .. sizes.Select(size => (long?)size)]));
    }

    private ProtobufMessage Head()
        => new ProtobufMessage()
            .Add(1, IrVersion)
            .Add(2, Producer)
            .Add(3, ProducerVersion)
            .Add(8, new ProtobufMessage().Add(1, "").Add(2, Opset))
            .AddAll(14, OnnxMetadata.Of(Description, _options), text => new ProtobufMessage().Add(1, text.Key).Add(2, text.Value));
}
