using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Ride.Tool.Data;

/// <summary>Puts the model of a checkpoint into the pipeline in which <c>ride train</c> trained it.</summary>
internal static class CheckpointPipeline
{
    /// <summary>Creates the pipeline and an empty view in the form of its input.</summary>
    /// <exception cref="UserError">The checkpoint is not of <c>ride train</c>.</exception>
    public static (ITransformer Pipeline, IDataView Input) Create(MLContext ml, RideTransformer model, RideCheckpoint checkpoint)
    {
        var usual = new RideTrainer.Options();
        if (model.LabelNames is not { } labels || (model.Columns.Label, model.Columns.Feature) != (usual.LabelColumnName, usual.FeatureColumnName))
        {
            throw new UserError($"'{checkpoint.Path}' belongs to an app with other columns. Make a model of it in the app, with mlContext.Model.LoadRideCheckpoint.");
        }

        return labels.Kind.Type == NumberDataViewType.UInt32
            ? Create(ml, model, labels.Texts.Select(text => uint.Parse(text, CultureInfo.InvariantCulture)))
            : Create(ml, model, labels.Texts);
    }

    private static (ITransformer Pipeline, IDataView Input) Create<T>(MLContext ml, RideTransformer model, IEnumerable<T> labels)
    {
        IDataView input = model.IsOfFiles ? ml.Data.LoadFromEnumerable<FileRow<T>>([]) : Pixels<T>(ml, model);
        IDataView keys = ml.Data.LoadFromEnumerable(labels.Select(label => new LabelRow<T> { Label = label }).ToList());
        IEstimator<ITransformer> steps = ml.Transforms.Conversion.MapValueToKey([new InputOutputColumnPair("Label")], keyData: keys);
        if (model.IsOfFiles)
        {
            steps = steps.Append(ml.Transforms.LoadRawImageBytes("Image", null, "ImagePath"));
        }

        ITransformer scoring = new TransformerChain<ITransformer>(steps.Fit(input), model);
        ITransformer names = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scoring.Transform(input));
        return (new TransformerChain<ITransformer>(scoring, names), input);
    }

    private static IDataView Pixels<T>(MLContext ml, RideTransformer model)
    {
        var schema = SchemaDefinition.Create(typeof(PixelRow<T>));
        schema[nameof(PixelRow<T>.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, 3 * model.Network.ImageSize * model.Network.ImageSize);
        return ml.Data.LoadFromEnumerable<PixelRow<T>>([], schema);
    }

    private class LabelRow<T>
    {
        public T Label { get; set; } = default!;
    }

    private sealed class FileRow<T> : LabelRow<T>
    {
        public string ImagePath { get; set; } = string.Empty;
    }

    private sealed class PixelRow<T> : LabelRow<T>
    {
        public byte[] Image { get; set; } = [];
    }
}
