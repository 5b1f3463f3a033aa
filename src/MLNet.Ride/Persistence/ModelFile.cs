using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Ride.Platform;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Novelty;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;

namespace MLNet.Ride.Persistence;

/// <summary>A transformer's part of a model .zip: Model.key, Ride/network.json, Ride/weights.safetensors, for some scores of novelty
/// Ride/novelty.safetensors, and Ride/SHA256SUMS.</summary>
internal static class ModelFile
{
    public const string CardEntry = "Ride/network.json";
    public const string WeightsEntry = "Ride/weights.safetensors";
    public const string NoveltyEntry = "Ride/novelty.safetensors";
    public const long LargestCard = 64 << 20;
    private const long LargestHeader = 32 << 20;

    public static void Save(ModelSaveContext context, ModelCard card, RideModel model)
    {
        ModelFormat.Begin(context);
        var sums = new Checksums();
        Write(CardEntry, stream => ModelCardFile.Write(stream, card));
        Write(WeightsEntry, model.Save);
        if (model.Novelty?.Distance is { } distance)
        {
            Write(NoveltyEntry, distance.Save);
        }

        ModelFormat.Write(context, Checksums.Entry, sums.Write);

        void Write(string entry, Action<Stream> write)
            => ModelFormat.Write(context, entry, stream =>
            {
                write(stream);
                sums.Add(entry, stream);
            });
    }

    /// <exception cref="FormatException">The file is damaged.</exception>
    /// <exception cref="InvalidOperationException">The native runtime or the requested GPU is missing.</exception>
    public static (ModelCard Card, RideModel Model, TorchSharp.torch.Device Device) Load(IHostEnvironment environment, ModelLoadContext context)
    {
        ModelFormat.Begin(context);
        TorchRuntime.Require();
        using IChannel channel = environment.Start("Loading");
        TorchSharp.torch.Device device = MLEnvironment.Device(environment, channel);
        Checksums? sums = ModelFormat.HasChecksums(context) ? Read(environment, context, Checksums.Entry, Checksums.Read) : null;
        ModelCard card = Read(environment, context, CardEntry, stream => ReadCard(stream, sums));
        RideModel model = Read(environment, context, WeightsEntry, stream => ReadWeights(stream, card.Network, sums));
        if (card.Novelty is { } rule)
        {
            model.SetNovelty(ReadNovelty(environment, context, rule.Score, model, sums));
        }

        channel.Info(MessageSensitivity.None, $"Scoring on {device}.");
        return (card, model, device);
    }

    /// <exception cref="InvalidDataException">The description is damaged.</exception>
    public static ModelCard ReadCard(Stream stream, Checksums? sums)
    {
        if (stream.Length > LargestCard)
        {
            throw new InvalidDataException($"it has {stream.Length} bytes, more than {LargestCard}");
        }

        sums?.Check(CardEntry, stream);
        return ModelCardFile.Read(stream);
    }

    /// <exception cref="InvalidDataException">The weights are damaged or do not fit the network.</exception>
    public static RideModel ReadWeights(Stream stream, ModelDescription network, Checksums? sums)
    {
        CheckWeightsLength(stream.Length, network);
        sums?.Check(WeightsEntry, stream);
        return ModelWeights.Load(network, stream);
    }

    /// <summary>Checks the size of the weights, before they are read or unpacked.</summary>
    /// <exception cref="InvalidDataException">There are fewer or more bytes than weights of the network can have.</exception>
    public static void CheckWeightsLength(long length, ModelDescription network)
    {
        // The network is created before its weights are compared with it, so it must not be larger than they are.
        long least = sizeof(float) * NetworkCost.Of(network).Parameters;
        long most = (2 * least) + LargestHeader;
        if (length < least || length > most)
        {
            throw new InvalidDataException(
                $"it has {length} bytes, but the weights of {network.ExpertCount} experts for {network.ClassCount} classes have {least} to {most}");
        }
    }

    private static NoveltyMeter ReadNovelty(IHostEnvironment environment, ModelLoadContext context, NoveltyScore score, RideModel model, Checksums? sums)
    {
        return new(score, NoveltyMeter.IsOfFeatures(score) ? Read(environment, context, NoveltyEntry, ReadDistance) : null);

        FeatureDistance ReadDistance(Stream stream)
        {
            sums?.Check(NoveltyEntry, stream);
            return FeatureDistance.Load(stream, model.Description.ClassCount, model.Network.Backbone.FeatureCount, score == NoveltyScore.Mahalanobis);
        }
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
