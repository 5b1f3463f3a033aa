using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Training;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>A frozen network that a student learns from.</summary>
internal sealed class Teacher : IDisposable
{
    private readonly Tensor? _scale;
    private readonly Tensor? _shift;

    private Teacher(RideModel model, ModelDescription student, Device device)
    {
        Model = model;
        ModelDescription own = model.Description;
        if (!own.Mean.SequenceEqual(student.Mean) || !own.StandardDeviation.SequenceEqual(student.StandardDeviation))
        {
            // (x·σ + μ − μ')/σ' takes the student's normalised values to the teacher's.
            _scale = PerChannel(c => (double)student.StandardDeviation[c] / own.StandardDeviation[c], device);
            _shift = PerChannel(c => ((double)student.Mean[c] - own.Mean[c]) / own.StandardDeviation[c], device);
        }
    }

    /// <summary>The network.</summary>
    public RideModel Model { get; }

    /// <summary>A network with initial weights of its own, for <see cref="StageNames.Teacher"/>.</summary>
    public static RideModel Untrained(ModelDescription student, int expertCount, int seed, Device device)
    {
        RideModel model = RideModel.Create(student with { ExpertCount = expertCount }, EpochRandom.Create(seed, StageNames.Teacher, 0).Next());
        model.To(device);
        return model;
    }

    /// <summary>Copies a trained network to the device of the training, so that whoever owns it may go on using it.</summary>
    /// <param name="model">The network.</param>
    /// <param name="student">What is trained.</param>
    /// <param name="device">Where.</param>
    /// <exception cref="ArgumentException">The network has another number of classes or another image size than the student.</exception>
    public static Teacher CopyOf(RideModel model, ModelDescription student, Device device)
    {
        if (model.Description.ClassCount != student.ClassCount)
        {
            throw new ArgumentException(
                $"The teacher knows {model.Description.ClassCount} classes, but the training images have {student.ClassCount}: "
                + "teacher and student need the same classes in the same order.",
                "Teacher");
        }

        RideModel copy = model.Copy();
        copy.To(device);
        return new Teacher(copy, student, device);
    }

    /// <summary>Mean logits [n, C] of all experts, without gradient, in the caller's dispose scope.</summary>
    /// <param name="images">[n, 3, S, S], normalised as the student's are.</param>
    public Tensor Logits(Tensor images)
    {
        using IDisposable noGradient = no_grad();
        if (_scale is null)
        {
            return Model.EnsembleLogits(images);
        }

        using Tensor scaled = images.mul(_scale);
        using Tensor own = scaled.add_(_shift!);
        return Model.EnsembleLogits(own);
    }

    public void Dispose()
    {
        Model.Dispose();
        _scale?.Dispose();
        _shift?.Dispose();
    }

    private static Tensor PerChannel(Func<int, double> value, Device device)
        => tensor((float[])[(float)value(0), (float)value(1), (float)value(2)], [1, 3, 1, 1], device: device).DetachFromDisposeScope();
}
