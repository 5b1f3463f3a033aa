using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Networks;

namespace MLNet.Ride.Persistence;

/// <summary>A transformer's part of a model .zip: Model.key, Ride/network.json and Ride/weights.safetensors.</summary>
internal static class ModelFile
{
    public const string CardEntry = "Ride/network.json";
    public const string WeightsEntry = "Ride/weights.safetensors";

    public static void Save(ModelSaveContext context, ModelCard card, RideModel model)
    {
        ModelFormat.Begin(context);
        ModelFormat.Write(context, CardEntry, stream => ModelCardFile.Write(stream, card));
        ModelFormat.Write(context, WeightsEntry, model.Save);
    }

    /// <exception cref="FormatException">The file is damaged.</exception>
    /// <exception cref="InvalidOperationException">The native runtime, or the GPU asked for, is missing.</exception>
    public static RideTransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        ModelFormat.Begin(context);
        TorchRuntime.Require();
        (int? gpu, bool fallbackToCpu) = MLEnvironment.Gpu(environment);
        TorchSharp.torch.Device device = TorchRuntime.SelectDevice(gpu, fallbackToCpu);
        ModelCard card = Read(environment, context, CardEntry, ModelCardFile.Read);
        RideModel model = Read(environment, context, WeightsEntry, stream => ReadWeights(stream, card.Network));
        return new RideTransformer(environment, model, card, device);
    }

    /// <exception cref="InvalidDataException">The weights are damaged or do not fit the network.</exception>
    public static RideModel ReadWeights(Stream stream, ModelDescription network)
    {
        // The network is made before its weights are compared with it, so it must not be far larger than they are.
        long least = (long)network.ClassCount * network.ExpertCount * sizeof(float);
        return stream.Length >= least
            ? RideModel.Load(network, stream)
            : throw new InvalidDataException($"it has {stream.Length} bytes, too few for {network.ExpertCount} experts and {network.ClassCount} classes");
    }

    private static T Read<T>(IHostEnvironment environment, ModelLoadContext context, string entry, Func<Stream, T> read)
    {
        try
        {
            return ModelFormat.Read(context, entry, read);
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or ArgumentException)
        {
            throw ModelFormat.Damaged(environment, entry, cause);
        }
    }
}
