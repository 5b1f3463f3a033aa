using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Models.Weights;
using MLNet.Ride.Torch.Options;
using MLNet.Ride.Torch.Runtime;
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
            // (x·σ + μ − μ')/σ' maps the student's normalized values to the teacher's.
            _scale = PerChannel(c => (double)student.StandardDeviation[c] / own.StandardDeviation[c], device);
            _shift = PerChannel(c => ((double)student.Mean[c] - own.Mean[c]) / own.StandardDeviation[c], device);
        }
    }

    /// <summary>The network.</summary>
    public RideModel Model { get; }

    /// <summary>
    /// Creates a network for <see cref="StageNames.Teacher"/> with its own initial weights, or with those given to the student, whose first expert
    /// then gives its weights, but not its classifier, to each of the teacher's.
    /// </summary>
    public static RideModel Untrained(RideModel student, int expertCount, int seed, Device device, bool weightsGiven)
    {
        RideModel model = RideModel.Create(student.Description with { ExpertCount = expertCount }, EpochRandom.Create(seed, StageNames.Teacher, 0).Next());
        if (weightsGiven)
        {
            WeightsLoader.Load(model, PlainWeights.OfFirstExpert(student), WeightMatching.WhateverFits, "student");
        }

        model.To(device);
        return model;
    }

    /// <summary>Copies a trained network to the device of the training, so that its owner can keep using it.</summary>
    /// <param name="model">The network.</param>
    /// <param name="student">The network to train.</param>
    /// <param name="device">The device.</param>
    /// <exception cref="ArgumentException">The network has another number of classes or another image size than the student.</exception>
    public static Teacher CopyOf(RideModel model, ModelDescription student, Device device)
    {
        if (model.Description.ClassCount != student.ClassCount)
        {
            throw new ArgumentException(
                $"The teacher has {model.Description.ClassCount} classes, but the training images have {student.ClassCount}: "
                + "teacher and student must have the same classes in the same order.",
                "Teacher");
        }

        RideModel copy = model.Copy();
        copy.To(device);
        return new Teacher(copy, student, device);
    }

    /// <summary>Mean logits [n, C] of all experts, without gradient, in the caller's dispose scope.</summary>
    /// <param name="images">[n, 3, S, S], normalized as the student's are.</param>
    public Tensor Logits(Tensor images)
    {
        using IDisposable noGradient = no_grad();
        if (_scale is null)
        {
            return Model.EnsembleLogits(images);
        }

        using Tensor scaled = images.mul(_scale);
        using Tensor own = scaled.Add(_shift!);
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
