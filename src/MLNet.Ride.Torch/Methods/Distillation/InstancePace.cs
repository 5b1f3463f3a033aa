using MLNet.Ride.Torch.Batches;
using MLNet.Ride.Torch.Models;
using MLNet.Ride.Torch.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Ride.Torch.Methods.Distillation;

/// <summary>
/// Self-paced selection of images, easy ones first: the probability that the teacher of its class gives to an image's label, scaled within the class from θ to 1, is
/// the weight v⁰ of the image, and v = v⁰ + (1 − v⁰)·min(1, 2·t/T) in epoch t of T. θ is the smallest mean number of images per class of a subset, divided by that
/// of the own subset, so that classes with few images begin with all their images.
/// </summary>
/// <remarks>
/// Xiang, Ding and Han, ECCV 2020, section 3.4. In their code, weights go on growing above 1 in the second half of the epochs, those of a class whose images are all
/// as easy are not a number, and they multiply the logits in place of the loss; none of this is done here.
/// </remarks>
internal sealed class InstancePace : IDisposable
{
    private const int BatchSize = 256;

    private readonly Tensor _first;
    private readonly int _epochs;

    /// <param name="first">Weight v⁰ of each image.</param>
    /// <param name="epochs">Number of epochs T.</param>
    /// <param name="device">Training device.</param>
    public InstancePace(IReadOnlyList<float> first, int epochs, Device device)
    {
        using Tensor onCpu = tensor(first.ToArray());
        _first = onCpu.to(device, copy: true).DetachFromDisposeScope();
        _epochs = epochs;
    }

    /// <summary>Computes the first weights of training images.</summary>
    /// <param name="subsets">The subsets.</param>
    /// <param name="teachers">Their networks, in evaluation mode.</param>
    /// <param name="images">The training images.</param>
    /// <param name="epochs">Number of epochs.</param>
    public static InstancePace Of(IReadOnlyList<ClassSubset> subsets, IReadOnlyDictionary<string, RideModel> teachers, LabeledImages images, int epochs)
    {
        var first = Enumerable.Repeat(1f, images.Count).ToArray();
        double least = subsets.Min(subset => subset.MeanCount);
        foreach (ClassSubset subset in subsets)
        {
            int[] places = [.. Enumerable.Range(0, images.Count).Where(index => subset.Classes.Contains(images.Label(index)))];
            float[] confidences = Confidences(teachers[subset.Stage], images.OfClasses(subset.Classes));
            foreach (IGrouping<int, int> ofClass in Enumerable.Range(0, places.Length).GroupBy(i => images.Label(places[i])))
            {
                int[] own = [.. ofClass];
                float[] scaled = Scaled(Array.ConvertAll(own, i => confidences[i]), least / subset.MeanCount);
                for (int i = 0; i < own.Length; i++)
                {
                    first[places[own[i]]] = scaled[i];
                }
            }
        }

        return new(first, epochs, teachers.Values.First().Device);
    }

    /// <summary>Scales the confidences of a class linearly to weights from a least one to 1; equal ones become 1.</summary>
    public static float[] Scaled(float[] confidences, double least)
    {
        (float smallest, float largest) = (confidences.Min(), confidences.Max());
        return smallest == largest
            ? [.. confidences.Select(_ => 1f)]
            : Array.ConvertAll(confidences, confidence => (float)(((confidence - smallest) / (largest - smallest) * (1 - least)) + least));
    }

    /// <summary>The weights v [n] of images in an epoch, from 1.</summary>
    public Tensor Weights(Tensor indices, int epoch)
    {
        double progress = Math.Min(1, 2.0 * epoch / _epochs);
        using Tensor first = _first.index_select(0, indices);
        return first.Times(1 - progress).Plus(progress);
    }

    public void Dispose() => _first.Dispose();

    private static float[] Confidences(RideModel teacher, LabeledImages images)
    {
        using IDisposable noGradient = no_grad();
        List<float> confidences = [];
        foreach (LabeledBatch batch in EvaluationBatches.Read(images, teacher.Description.NoAugmentation(), BatchSize, CancellationToken.None))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor probabilities = teacher.EnsembleLogits(batch.Images(teacher.Device)).softmax(1);
            confidences.AddRange(probabilities.gather(1, batch.Labels(teacher.Device).unsqueeze(1)).cpu().data<float>());
        }

        return [.. confidences];
    }
}
