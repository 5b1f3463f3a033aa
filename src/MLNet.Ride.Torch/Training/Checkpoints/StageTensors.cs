using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Training.Validation;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training.Checkpoints;

/// <summary>Collects all tensors that a stage changes or needs, by unique names.</summary>
internal static class StageTensors
{
    public const string ModelPrefix = WeightsFile.CheckpointPrefix;
    public const string BestPrefix = "best.";
    public const string InitialPrefix = "initial.";
    private const string AveragePrefix = "average.";
    private const string FurtherPrefix = "further.";

    /// <summary>Prefix of the names of these weights.</summary>
    public static string Prefix(CheckpointWeights weights)
        => weights switch
        {
            CheckpointWeights.Best => BestPrefix,
            CheckpointWeights.Averaged => AveragePrefix,
            _ => ModelPrefix,
        };

    /// <summary>The models of a stage, with the prefixes of their names.</summary>
    public static IEnumerable<(string Prefix, RideModel Model)> Models(ITrainingStage stage)
    {
        yield return (ModelPrefix, stage.Model);
        if (stage.Average is { } average)
        {
            yield return (AveragePrefix, average.Model);
        }

        foreach ((string name, RideModel model) in stage.OtherModels)
        {
            yield return ($"{name}.", model);
        }
    }

    public static Dictionary<string, Tensor> Collect(ITrainingStage stage, StageValidation? validation)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string prefix, RideModel model) in Models(stage))
        {
            Add(tensors, prefix, model);
        }

        foreach ((string name, Tensor tensor) in stage.Optimizer.State())
        {
            tensors.Add(name, tensor);
        }

        foreach ((string name, Tensor tensor) in stage.FurtherTensors)
        {
            tensors.Add(FurtherPrefix + name, tensor);
        }

        foreach ((string name, Tensor tensor) in validation?.BestWeights ?? [])
        {
            tensors.Add(BestPrefix + name, tensor);
        }

        return tensors;
    }

    public static void Add(Dictionary<string, Tensor> tensors, string prefix, RideModel model)
    {
        foreach ((string name, Tensor tensor) in model.State())
        {
            tensors.Add(prefix + name, tensor);
        }
    }

    /// <exception cref="InvalidDataException">The tensors do not belong to the stage.</exception>
    public static void Restore(ITrainingStage stage, IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach ((string prefix, RideModel model) in Models(stage))
        {
            model.LoadState(ModelState.WithPrefix(tensors, prefix));
        }

        ModelState.Copy(ModelState.WithPrefix(tensors, FurtherPrefix), stage.FurtherTensors, $"stage '{stage.Name}'");
        stage.Optimizer.Restore(tensors);
    }
}
