using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Runs;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>A network for each subset of the classes, and the stages that train them, with every image once an epoch.</summary>
/// <param name="student">The network of the run, with its initial weights.</param>
/// <param name="images">The training images.</param>
/// <param name="options">Settings.</param>
/// <param name="seed">Seed of the run.</param>
/// <param name="device">Training device.</param>
/// <param name="weightsGiven">Whether initial weights were provided; all but the classifiers then apply to the teachers too.</param>
internal sealed class SubsetTeachers(RideModel student, LabeledImages images, RideOptions options, int seed, Device device, bool weightsGiven) : IDisposable
{
    private Dictionary<string, RideModel>? _models;

    public IReadOnlyList<ClassSubset> Subsets { get; } = ClassSubset.Of(images.ClassCounts);

    /// <summary>The networks by the names of their stages; untrained when they are first used.</summary>
    public IReadOnlyDictionary<string, RideModel> Models => _models ??= Subsets.ToDictionary(subset => subset.Stage, Untrained);

    public IEnumerable<PlannedStage> Stages() => Subsets.Select(subset => new PlannedStage(subset.Stage, () => Stage(subset)));

    public void Dispose()
    {
        foreach (RideModel model in _models?.Values ?? Enumerable.Empty<RideModel>())
        {
            model.Dispose();
        }

        _models = null;
    }

    private ExpertStage Stage(ClassSubset subset)
    {
        LabeledImages own = images.OfClasses(subset.Classes);
        RideOptions settings = options.Copy();
        (settings.Sampling, settings.SelfSupervision) = (new(), new());
        return new(subset.Stage, Models[subset.Stage], own, settings)
        {
            Images = own,
            FurtherModels = Models.Where(other => other.Key != subset.Stage).ToDictionary(),
        };
    }

    private RideModel Untrained(ClassSubset subset)
    {
        ModelDescription description = student.Description with
        {
            ExpertCount = options.Distillation.TeacherExperts!.Value,
            ClassCount = subset.Classes.Count,
            TrainingCounts = [.. subset.Classes.Select(c => images.ClassCounts[c])],
        };
        RideModel model = RideModel.Create(description, EpochRandom.Create(seed, subset.Stage, 0).Next());
        if (weightsGiven)
        {
            WeightsLoader.Load(model, PlainWeights.OfFirstExpert(student), WeightMatching.WhateverFits, "student");
        }

        model.To(device);
        return model;
    }
}
