using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch;

/// <summary>
/// A run with a frozen backbone: computes the features of every image once, trains a network of classifiers and routers on these vectors, and puts both into
/// the model.
/// </summary>
internal sealed class FrozenBackbone(
    RideModel model,
    LabeledImages images,
    LabeledImages? validation,
    RideOptions options,
    int seed,
    Action<string>? log,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken,
    ProcessGroup group)
{
    // Images whose features processes exchange at once.
    private const int Portion = 2048;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _done;

    /// <summary>Trains the classifiers and routers of the model.</summary>
    public void Train()
    {
        using LabeledImages features = FeaturesOf(images);
        using LabeledImages? ofValidation = validation is null ? null : FeaturesOf(validation);
        log?.Invoke(string.Create(CultureInfo.InvariantCulture, $"Computed the features of {_done} images in {_clock.Elapsed.TotalSeconds:F1} s."));
        RideOptions heads = OptionsOfHeads(features.VectorLength);
        var runner = new StageRunner(features, ofValidation, heads, seed, model.Device, null, log, progress, cancellationToken, group);
        using RideModel trained = new TrainingRun(
            runner, features, ofValidation, heads, new TrainingInputs { Log = log }, seed, model.Device, null, progress, cancellationToken, group).Train(null).Model;
        model.TakeHeads(trained);
    }

    private LabeledImages FeaturesOf(LabeledImages set)
    {
        int length = model.Description.ExpertCount * model.Network.Backbone.FeatureCount;
        LabeledImages features = LabeledImages.OfVectors(length, set.ClassCounts.Count);
        if (group.IsParallel)
        {
            AddTogether(set, features);
        }
        else
        {
            Compute(set, (values, labels) => Add(values, labels, features));
        }

        return features;
    }

    // Every process computes a part of a portion, and adds it to the zeros of the others.
    private void AddTogether(LabeledImages set, LabeledImages features)
    {
        foreach (int[] portion in Enumerable.Range(0, set.Count).Chunk(Portion))
        {
            group.ThrowIfCanceled(cancellationToken);
            Range own = new BatchPart(group.Rank, group.Size).Of(portion.Length);
            var values = new float[portion.Length * features.VectorLength];
            int next = own.Start.Value * features.VectorLength;
            Compute(set.Subset(portion[own]), (ofBatch, _) =>
            {
                ofBatch.CopyTo(values, next);
                next += ofBatch.Length;
            });
            group.Sum(values);
            Add(values, Array.ConvertAll(portion, index => (long)set.Label(index)), features);
        }
    }

    private void Compute(LabeledImages set, Action<float[], long[]> use)
        => FeatureBatches.ForEach(model, set, group.Own(cancellationToken), (ofExperts, labels) =>
        {
            using Tensor joined = cat(ofExperts, 1).cpu();
            use(joined.data<float>().ToArray(), labels.data<long>().ToArray());
        });

    private void Add(ReadOnlySpan<float> values, long[] labels, LabeledImages features)
    {
        int length = features.VectorLength;
        for (int i = 0; i < labels.Length; i++)
        {
            features.AddVector(values.Slice(i * length, length), (int)labels[i]);
        }

        _done += labels.Length;
        Report();
    }

    // An image is a step.
    private void Report()
        => progress?.Report(new(
            StageNames.FrozenFeatures, 1, 1, _done, images.Count + (validation?.Count ?? 0), double.NaN, 0, _done / _clock.Elapsed.TotalSeconds));

    private RideOptions OptionsOfHeads(int length)
    {
        RideOptions heads = options.Copy();
        heads.FrozenBackbone = false;
        heads.Vectors = new VectorInput { Length = length, OneForEachExpert = true };
        (heads.InitialWeights, heads.FineTuning, heads.Checkpoints) = (new(), new(), new());
        return heads;
    }
}
