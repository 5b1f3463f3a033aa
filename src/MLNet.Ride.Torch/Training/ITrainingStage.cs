using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Batches.Mixing;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Sampling;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Training;

/// <summary>A stage of a training run; a runner executes its epochs.</summary>
internal interface ITrainingStage : IDisposable
{
    string Name { get; }

    int EpochCount { get; }

    int BatchSize { get; }

    /// <summary>Minimum number of images in a step.</summary>
    int LeastBatch { get; }

    IEpochSampler Sampler { get; }

    /// <summary>The images it learns from, if their classes are not those of the run, so that validation cannot measure it; null for those of the run.</summary>
    LabeledImages? Images => null;

    /// <summary>Whether the classifiers learn, so that validation can measure them.</summary>
    bool LearnsLabels => true;

    /// <summary>Number of random views of each image in a step.</summary>
    int ViewCount => 1;

    /// <summary>How all views but the first are augmented; null for the same way.</summary>
    AugmentationOptions? FurtherViews => null;

    /// <summary>Mixes the batches; null for no mixing.</summary>
    BatchMixer? Mixer => null;

    /// <summary>Draws further images that a step sees in addition to its batch, as many as the batch has, after the views of the batch; null for none.</summary>
    IEpochSampler? Partners => null;

    /// <summary>The model being trained.</summary>
    RideModel Model { get; }

    /// <summary>Averages the model's weights; checkpoints include them too.</summary>
    WeightAverage? Average => null;

    /// <summary>The model that is validated, and whose weights are the result of the stage.</summary>
    RideModel Outcome => Average?.Model ?? Model;

    /// <summary>Other models that this or a later stage needs, such as a teacher, by their names in the checkpoint.</summary>
    IReadOnlyDictionary<string, RideModel> OtherModels => new Dictionary<string, RideModel>();

    /// <summary>
    /// Other state that changes with the steps, such as averages, a queue, or heads that the saved model does not have, by name in the
    /// checkpoint: the tensors themselves, of fixed shapes, into which the checkpoint's values are copied when the stage resumes.
    /// </summary>
    IReadOnlyDictionary<string, Tensor> FurtherTensors => new Dictionary<string, Tensor>();

    /// <summary>Whether a better accuracy means a better model of this stage, so that its best epoch can be kept.</summary>
    bool IsJudgedByAccuracy => true;

    /// <summary>Whether several processes can train the stage together.</summary>
    bool SupportsDataParallel => true;

    /// <summary>The optimizer; checkpoints include its state.</summary>
    StageOptimizer Optimizer { get; }

    /// <summary>Advice for when the loss is no longer finite, as a sentence.</summary>
    string AdviceOnDivergence { get; }

    /// <summary>Prepares an epoch (from 1) and switches the model to the mode in which it is trained.</summary>
    /// <returns>The learning rate of the epoch.</returns>
    double BeginEpoch(int epoch);

    /// <summary>Computes the loss of a batch; called within a dispose scope, once for every batch, before the optimizer's step.</summary>
    /// <param name="images">The views in sequence, [views·n, 3, S, S].</param>
    /// <param name="targets">Training targets of the images.</param>
    /// <param name="epoch">Epoch, from 1.</param>
    /// <returns>The mean over the images, a scalar.</returns>
    Tensor Loss(Tensor images, Targets targets, int epoch);

    /// <summary>Called at the end of the stage to summarize it; the models it needs are still available.</summary>
    /// <param name="log">Receives log messages; null for none.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    void Conclude(Action<string>? log, CancellationToken cancellationToken)
    {
    }
}
