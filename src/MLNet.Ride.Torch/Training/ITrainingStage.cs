using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Sampling;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>What a stage of a training run learns; a runner takes it through its epochs.</summary>
internal interface ITrainingStage : IDisposable
{
    string Name { get; }

    int EpochCount { get; }

    int BatchSize { get; }

    /// <summary>Fewest images that a step can learn from.</summary>
    int LeastBatch { get; }

    IEpochSampler Sampler { get; }

    /// <summary>Random changes of each image that a step sees.</summary>
    int ViewCount => 1;

    /// <summary>Mixes the batches; null where the stage learns from images as they are.</summary>
    BatchMixer? Mixer => null;

    /// <summary>The model that learns.</summary>
    RideModel Model { get; }

    /// <summary>Averages the model's weights; a checkpoint keeps them too.</summary>
    WeightAverage? Average => null;

    /// <summary>The model that is validated, and whose weights the stage leaves behind.</summary>
    RideModel Outcome => Average?.Model ?? Model;

    /// <summary>Other models that this stage or a later one needs, such as a teacher, by a name for the checkpoint, which keeps them too.</summary>
    IReadOnlyDictionary<string, RideModel> OtherModels => new Dictionary<string, RideModel>();

    /// <summary>
    /// What else the stage changes with its steps, such as averages, a queue or heads that the saved model does not have, by a name for the
    /// checkpoint: the tensors themselves, of fixed shapes, into which a resumed stage has the checkpoint's values copied.
    /// </summary>
    IReadOnlyDictionary<string, Tensor> FurtherTensors => new Dictionary<string, Tensor>();

    /// <summary>Whether a better accuracy means a better model of this stage, so that its best epoch can be kept.</summary>
    bool IsJudgedByAccuracy => true;

    /// <summary>What takes the steps; a checkpoint keeps its momenta.</summary>
    MomentumOptimizer Optimizer { get; }

    /// <summary>What to try when the loss is not finite any more, as a sentence.</summary>
    string AdviceOnDivergence { get; }

    /// <summary>Prepares an epoch, counted from 1, and brings the model into the mode in which it learns.</summary>
    /// <returns>The learning rate of the epoch.</returns>
    double BeginEpoch(int epoch);

    /// <summary>Learns from one batch; called within a dispose scope.</summary>
    /// <param name="images">The views one after the other, [views·n, 3, S, S].</param>
    /// <param name="targets">What the images show.</param>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <returns>The loss, a scalar.</returns>
    Tensor Step(Tensor images, Targets targets, int epoch);

    /// <summary>Called once the stage is over, to sum up what it was; the models it needs are still there.</summary>
    /// <param name="log">Told in sentences; null for none.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    void Conclude(Action<string>? log, CancellationToken cancellationToken)
    {
    }
}
