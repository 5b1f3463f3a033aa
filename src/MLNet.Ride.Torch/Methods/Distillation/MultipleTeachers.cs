using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Losses;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using MLNet.Ride.Torch.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>Learning from multiple experts (LFME): distills from a teacher of each subset of the classes, at the pace of the student.</summary>
/// <param name="student">The network being trained.</param>
/// <param name="teachers">The teachers; their creator disposes them.</param>
/// <param name="images">The training images.</param>
/// <param name="validation">The images on which student and teachers are compared.</param>
/// <param name="options">Settings.</param>
/// <param name="device">Training device.</param>
internal sealed class MultipleTeachers(
    RideModel student, SubsetTeachers teachers, LabeledImages images, LabeledImages validation, RideOptions options, Device device) : IDistillation
{
    private const string Pace = "pace";
    private const int BatchSize = 256;

    private readonly TeacherPace _pace = new(teachers.Subsets.Count);
    private InstancePace? _instances;
    private SelfPacedLoss? _loss;
    private double?[]? _accuracies;

    public IReadOnlyDictionary<string, RideModel> Teachers => teachers.Models;

    public IReadOnlyDictionary<string, Tensor> FurtherTensors => new Dictionary<string, Tensor> { [Pace] = _pace.State };

    // The teachers have their weights only when the first epoch begins: a checkpoint is restored before it.
    public void BeginEpoch(int epoch)
    {
        foreach (RideModel teacher in teachers.Models.Values)
        {
            teacher.Network.FoldBatchNorm();
        }

        _instances ??= InstancePace.Of(teachers.Subsets, teachers.Models, images, options.Epochs);
        _pace.Begin(epoch, Weights);
    }

    /// <summary>The logits of all teachers, subset by subset, [n, Σ C_g].</summary>
    public Tensor TeacherLogits(Tensor images)
    {
        using IDisposable noGradient = no_grad();
        return cat([.. teachers.Subsets.Select(subset => teachers.Models[subset.Stage].EnsembleLogits(images))], 1);
    }

    public IDistillationLoss Over(ExpertLoss ofLabels)
        => _loss = new SelfPacedLoss(ofLabels, teachers.Subsets, options.Distillation.TemperatureOrPublished, _pace, () => _instances!, device);

    public void Dispose()
    {
        _pace.Dispose();
        _instances?.Dispose();
        _loss?.Dispose();
    }

    // A subset without validation images keeps its weight.
    private IEnumerable<double> Weights()
    {
        _accuracies ??= [.. teachers.Subsets.Select(subset => Accuracy(subset, teachers.Models[subset.Stage], validation.OfClasses(subset.Classes)))];
        student.Network.FoldBatchNorm();
        ValidationAccuracy own = Accuracy(student, validation);
        student.Network.UnfoldBatchNorm();
        return teachers.Subsets.Zip(_accuracies, (subset, accuracy) => accuracy is double teacher
            ? TeacherPace.Weight(subset.Accuracy(own)!.Value, teacher, options.Distillation.PaceThreshold)
            : 1);
    }

    private static double? Accuracy(ClassSubset subset, RideModel teacher, LabeledImages images)
        => images.Count == 0 ? null : subset.Accuracy(Accuracy(teacher, images));

    private static ValidationAccuracy Accuracy(RideModel model, LabeledImages images)
    {
        using IDisposable noGradient = no_grad();
        var tally = new AccuracyTally(model.Description.ClassCount);
        foreach (LabeledBatch batch in EvaluationBatches.Read(images, model.Description.NoAugmentation(), BatchSize, CancellationToken.None))
        {
            using DisposeScope scope = NewDisposeScope();
            tally.Add(model.EnsembleLogits(batch.Images(model.Device)), batch.Labels(CPU));
        }

        return tally.Accuracy(model.Description.TrainingCounts);
    }
}
