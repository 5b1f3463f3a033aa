using System.Diagnostics;
using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Methods.Decoupling;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime.Mpi;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Checkpoints;
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
    CheckpointWriter? checkpoints,
    Action<string>? log,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellationToken,
    ProcessGroup group)
{
    // Images whose features processes exchange at once, or that are read from a file at once.
    private const int Portion = 2048;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _done;
    private int _kept;

    /// <summary>Trains the classifiers and routers of the model.</summary>
    public void Train()
    {
        using LabeledImages features = FeaturesOf(images);
        using LabeledImages? ofValidation = validation is null ? null : FeaturesOf(validation);
        if (_done > _kept)
        {
            log?.Invoke(string.Create(CultureInfo.InvariantCulture, $"Computed the features of {_done - _kept} images in {_clock.Elapsed.TotalSeconds:F1} s."));
        }

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
            using FeatureFile? file = checkpoints?.OpenFeatures(model, set, length);
            int kept = file is null ? 0 : AddKept(file, set, features);
            Compute(set.Subset([.. Enumerable.Range(kept, set.Count - kept)]), (values, labels) =>
            {
                file?.Write(values);
                Add(values, labels, features);
            });
        }

        return features;
    }

    // Whole batches alone, so that the others consist of the same images as if the run had not been interrupted.
    private int AddKept(FeatureFile file, LabeledImages set, LabeledImages features)
    {
        int kept = file.Count >= set.Count ? set.Count : file.Count - (file.Count % FeatureBatches.BatchSize(model));
        _kept += kept;
        foreach (int[] portion in Enumerable.Range(0, kept).Chunk(Portion))
        {
            Add(file.Read(portion.Length), Array.ConvertAll(portion, index => (long)set.Label(index)), features);
        }

        if (kept > 0)
        {
            log?.Invoke($"Read the features of {kept} images from '{file.Path}'.");
        }

        return kept;
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
            StageNames.FrozenFeatures, 1, 1, _done, images.Count + (validation?.Count ?? 0), double.NaN, 0, (_done - _kept) / _clock.Elapsed.TotalSeconds));

    private RideOptions OptionsOfHeads(int length)
    {
        RideOptions heads = options.Copy();
        heads.FrozenBackbone = false;
        heads.Vectors = new VectorInput { Length = length, OneForEachExpert = true };
        (heads.InitialWeights, heads.FineTuning, heads.Checkpoints) = (new(), new(), new());
        return heads;
    }
}
