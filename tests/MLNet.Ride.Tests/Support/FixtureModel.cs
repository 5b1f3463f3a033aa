using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Ride.Torch.Models;
using static TorchSharp.torch;

namespace MLNet.Ride.Tests.Support;

/// <summary>The pipeline in Fixtures/*.zip, whose scores at the time of writing are in the .json beside it.</summary>
internal static class FixtureModel
{
    private const float Step = 1 / 16f;

    /// <summary>MapValueToKey, a routed network of two experts, MapKeyToValue.</summary>
    public static TransformerChain<ITransformer> Make(MLContext ml)
    {
        IDataView rows = Rows(ml);
        ITransformer keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(rows);
        RideTransformer ride = TinyRide.Transformer(ml, routerTopLogits: 3, adapt: Round);
        IDataView scored = ride.Transform(keys.Transform(rows));
        return new TransformerChain<ITransformer>(keys, ride, ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored));
    }

    public static IDataView Rows(MLContext ml) => ml.Data.LoadFromEnumerable(PixelRow.Draw(3).ToList());

    public static List<PredictionRow> Predictions(MLContext ml, ITransformer model)
        => [.. ml.Data.CreateEnumerable<PredictionRow>(model.Transform(Rows(ml)), reuseRowObject: false)];

    /// <summary>Saves the pipeline of today and its predictions as a fixture.</summary>
    public static void Write(MLContext ml, string pathWithoutExtension)
    {
        using TransformerChain<ITransformer> model = Make(ml);
        ml.Model.Save(model, Rows(ml).Schema, pathWithoutExtension + ".zip");
        File.WriteAllText(pathWithoutExtension + ".json", JsonSerializer.Serialize(Predictions(ml, model)));
    }

    public static List<PredictionRow> Recorded(string path) => JsonSerializer.Deserialize<List<PredictionRow>>(File.ReadAllText(path))!;

    // Few distinct numbers, so that the file is small.
    public static void Round(RideModel model)
    {
        using var scope = NewDisposeScope();
        model.LoadState(model.State().ToDictionary(s => s.Key, s => s.Value.dtype == ScalarType.Float32 ? Rounded(s.Value) : s.Value));
    }

    private static Tensor Rounded(Tensor weights)
    {
        float[] values = MemoryMarshal.Cast<byte, float>(weights.detach().cpu().contiguous().bytes).ToArray();
        return tensor(Array.ConvertAll(values, v => MathF.Round(v / Step) * Step)).reshape(weights.shape);
    }
}
