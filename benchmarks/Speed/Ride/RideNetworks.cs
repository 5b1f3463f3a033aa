using System.IO.Compression;
using System.Text.Json;
using MLNet.Ride.Torch;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;

namespace Speed.Ride;

/// <summary>This library's networks: the recipe of CIFAR-100-LT, which is that of the defaults.</summary>
internal static class RideNetworks
{
    public static RideOptions Options(Measurement what, Precision precision)
        => new() { ExpertCount = Measurement.Experts, BatchSize = what.Batch, Precision = precision, Seed = 1 };

    /// <summary>A network with initial weights and no routers or, from a saved model, with its weights and routers.</summary>
    public static RideModel Create(RideOptions options, FileInfo? trained)
    {
        options.Routing.Enabled = trained is not null;
        ModelDescription description = RideTraining.Describe(options, [.. Enumerable.Repeat(1, CifarRecords.Classes)]);
        return trained is null ? RideModel.Create(description, options.Seed) : Load(description, trained);
    }

    private static RideModel Load(ModelDescription description, FileInfo file)
    {
        using ZipArchive zip = ZipFile.OpenRead(file.FullName);
        using Stream network = Open("network.json"), weights = Open("weights.safetensors");
        using JsonDocument card = JsonDocument.Parse(network);
        JsonElement threshold = card.RootElement.GetProperty("network").GetProperty("routingThreshold");
        return ModelWeights.Load(description with { RoutingThreshold = threshold.GetDouble() }, weights);

        Stream Open(string name) => zip.Entries.FirstOrDefault(entry => entry.Name == name)?.Open()
            ?? throw new InvalidDataException($"{file} has no {name}: it is not a model of this library.");
    }
}
