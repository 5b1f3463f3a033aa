using System.Globalization;
using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>
/// The virtual example distribution of a teacher: the sum of its flattened predictions for each class over all training images. For a good
/// student, it should be flatter than the class counts.
/// </summary>
/// <remarks>He, Wu and Wei, "Distilling virtual examples for long-tailed recognition", ICCV 2021, section 3.2.</remarks>
public sealed class VirtualExamples
{
    private const int BatchSize = 256;

    internal VirtualExamples(IReadOnlyList<int> trainingCounts, IReadOnlyList<double> byClass)
    {
        TrainingCounts = trainingCounts;
        ByClass = byClass;
    }

    /// <summary>Number of training images of each class, in class order.</summary>
    public IReadOnlyList<int> TrainingCounts { get; }

    /// <summary>
    /// Number of virtual examples of each class: the sum of its t over the training images. Over all classes, they sum to the number of
    /// images.
    /// </summary>
    public IReadOnlyList<double> ByClass { get; }

    /// <summary>The classes with more than 100 training images; <see langword="null"/> if there are none.</summary>
    public VirtualExampleBucket? Many => Bucket(ShotBounds.Default.IsMany);

    /// <summary>The classes with 20 to 100 training images; <see langword="null"/> if there are none.</summary>
    public VirtualExampleBucket? Medium => Bucket(ShotBounds.Default.IsMedium);

    /// <summary>The classes with fewer than 20 training images; <see langword="null"/> if there are none.</summary>
    public VirtualExampleBucket? Few => Bucket(ShotBounds.Default.IsFew);

    /// <summary>Sums a teacher's virtual examples over images, without augmentation.</summary>
    /// <param name="teacher">The teacher in evaluation mode; all of its experts are used.</param>
    /// <param name="images">The training images, of the teacher's size and classes.</param>
    /// <param name="temperature">Temperature τ, above 0.</param>
    /// <param name="power">Power p of the normalization, above 0 and at most 1; 1 is none.</param>
    /// <param name="cancellationToken">Cancels the computation.</param>
    /// <returns>The distribution.</returns>
    /// <exception cref="ArgumentException">The images do not fit the teacher, or a number is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    internal static VirtualExamples Of(
        RideModel teacher,
        LabeledImages images,
        double temperature = DistillationOptions.PublishedTemperatureOfVirtualExamples,
        double power = DistillationOptions.DefaultPower,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(teacher);
        ArgumentNullException.ThrowIfNull(images);
        OptionAnnotations.Check<DistillationOptions>(nameof(DistillationOptions.Temperature), temperature, nameof(temperature));
        OptionAnnotations.Check<DistillationOptions>(nameof(DistillationOptions.Power), power, nameof(power));
        TrainingImages.CheckFit(images, teacher.Description.ImageSize, teacher.Description.ClassCount, "The set of images", nameof(images));
        using IDisposable noGradient = no_grad();
        var sums = new double[images.ClassCounts.Count];
        foreach (LabeledBatch batch in EvaluationBatches.Read(images, teacher.Description.NoAugmentation(), BatchSize, cancellationToken))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = teacher.EnsembleLogits(batch.Images(teacher.Device));
            double[] ofBatch = VirtualExampleLoss.LogVirtualExamples(logits, temperature, power).exp().to_type(ScalarType.Float64).sum([0]).cpu().data<double>().ToArray();
            for (int c = 0; c < sums.Length; c++)
            {
                sums[c] += ofBatch[c];
            }
        }

        return new VirtualExamples([.. images.ClassCounts], sums);
    }

    /// <summary>Returns the mean of each bucket as a sentence.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString()
    {
        (string Name, VirtualExampleBucket? Bucket)[] buckets = [("many", Many), ("medium", Medium), ("few", Few)];
        return "Virtual examples per class: " + string.Join(", ", buckets.Where(b => b.Bucket is not null).Select(b => string.Create(
            CultureInfo.InvariantCulture, $"{b.Name} {b.Bucket!.VirtualExamples:F1} of {b.Bucket.TrainingImages:F1} images"))) + ".";
    }

    private VirtualExampleBucket? Bucket(Func<int, bool> holds)
    {
        int[] classes = [.. Enumerable.Range(0, ByClass.Count).Where(c => holds(TrainingCounts[c]))];
        return classes.Length == 0 ? null : new(classes.Length, classes.Average(c => TrainingCounts[c]), classes.Average(c => ByClass[c]));
    }
}
