using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Evaluation;
using MLNet.Ride.Tests.Support;
using MLNet.Ride.Torch.Options;

namespace MLNet.Ride.Tests.PublicApi;

/// <summary>Calls every public method of MLNet.Ride with arguments that are right but for one.</summary>
internal sealed class PublicMethods : IDisposable
{
    private static readonly NullabilityInfoContext s_nullability = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly RideTransformer _model;
    private readonly IDataView _rows;

    public PublicMethods()
    {
        _model = TinyRide.Transformer(_ml);
        _rows = _model.Transform(Keyed(_ml));
    }

    public static IEnumerable<MethodInfo> All
        => typeof(RideTransformer).Assembly.GetExportedTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(m => !m.IsSpecialName && m.Name is not nameof(Equals) && m.GetParameters().Length > 0);

    public static string Name(MethodInfo method)
        => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}"))})";

    /// <summary>Parameters that do not take <see langword="null"/>.</summary>
    public static IEnumerable<ParameterInfo> References(MethodInfo method)
        => method.GetParameters().Where(p => !p.IsOut && !p.ParameterType.IsValueType && s_nullability.Create(p).WriteState == NullabilityState.NotNull);

    public void Dispose() => _model.Dispose();

    /// <summary>Calls the method; an estimator that it makes is fitted.</summary>
    public void Call(string name, string parameter, object? value)
    {
        MethodInfo method = All.Single(m => Name(m) == name);
        object?[] arguments = [.. method.GetParameters().Select(p => p.Name == parameter ? value : Right(p))];
        try
        {
            object? made = method.Invoke(method.IsStatic ? null : Instance(method.DeclaringType!), arguments);
            (made as IEstimator<ITransformer>)?.Fit(_rows);
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
        }
    }

    private static IDataView Keyed(MLContext ml)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(PixelRow.Draw(2).Select((r, i) => new Row { Label = r.Label, Image = r.Image, ImagePath = $"{i}.png" }).ToList());
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows).Transform(rows);
    }

    private object? Right(ParameterInfo parameter)
        => parameter switch
        {
            { IsOut: true } => null,
            { Name: "trainingCounts" } => new[] { 2, 2, 2 },
            { HasDefaultValue: true } => parameter.DefaultValue,
            _ => Right(parameter.ParameterType),
        };

    private object Right(Type type)
        => type == typeof(string) ? "there.is.none"
            : type == typeof(MLContext) ? _ml
            : type == typeof(ILogger) ? NullLogger.Instance
            : type == typeof(DataOperationsCatalog) ? _ml.Data
            : type == typeof(ModelOperationsCatalog) ? _ml.Model
            : type == typeof(ImageSets) ? RuntimeHelpers.GetUninitializedObject(type)
            : type == typeof(TransformsCatalog) ? _ml.Transforms
            : type == typeof(MulticlassClassificationCatalog) ? _ml.MulticlassClassification
            : type == typeof(MulticlassClassificationCatalog.MulticlassClassificationTrainers) ? _ml.MulticlassClassification.Trainers
            : type == typeof(RideTrainer.Options) ? TinyRide.Options()
            : type == typeof(LongTailedTrainer.Options) ? new LongTailedTrainer.Options()
            : type == typeof(ClassifierOptions) ? new ClassifierOptions { Method = "ncm" }
            : type == typeof(LongTailedEvaluationOptions) ? new LongTailedEvaluationOptions()
            : type == typeof(ITransformer) ? _model
            : type == typeof(IEstimator<ITransformer>) ? _ml.Transforms.CopyColumns("Copy", "Label")
            : type == typeof(IReadOnlyList<ITransformer>) ? new ITransformer[] { _model, _model }
            : type == typeof(IReadOnlyList<IDataView>) ? new[] { _rows, _rows }
            : type == typeof(IDataView) ? _rows
            : type == typeof(IReadOnlyList<double>) ? new double[] { 1, 1, 1 }
            : type == typeof(DataViewSchema) ? _rows.Schema
            : type == typeof(SchemaShape) ? new SchemaShape([])
            : type == typeof(IEnumerable<string>) ? new[] { "there.is.none" }
            : type.IsValueType ? Activator.CreateInstance(type)!
            : type == typeof(LongTailedMetrics) || type == typeof(LongTailedReport) || type == typeof(LabelErrorReport) ? RuntimeHelpers.GetUninitializedObject(type)
            : throw new NotSupportedException($"Add an argument of type {type} here.");

    private object Instance(Type type)
        => type == typeof(RideTransformer) ? _model
            : type == typeof(RideTrainer) ? _ml.MulticlassClassification.Trainers.Ride(TinyRide.Options())
            : type == typeof(LongTailedTrainer) ? _ml.MulticlassClassification.Trainers.LongTailed()
            // Arguments are checked before anything of the object is used.
            : RuntimeHelpers.GetUninitializedObject(type);

    private sealed class Row
    {
        public string Label { get; set; } = string.Empty;

        public string ImagePath { get; set; } = string.Empty;

        [VectorType(3 * TinyRide.ImageSize * TinyRide.ImageSize)]
        public byte[] Image { get; set; } = [];
    }
}
